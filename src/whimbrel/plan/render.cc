// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/plan.h"

#include "whimbrel/parse/variable.h"
#include "whimbrel/plan/one_line.h"
#include "whimbrel/sql/variable.h"

#include <algorithm>

namespace whimbrel::plan {

using kinds::Step;
using kinds::Verdict;

namespace {

/// A comment must not end early: line ends in it begin new comment lines.
std::string comment(const std::string& text) {
    std::string out = "-- ";
    for (const char c : text) {
        out += c;
        if (c == '\n' || c == '\r') out += "--   ";
    }
    return out + '\n';
}

/// A condition that cannot stand in a line comment counts as always true.
std::string directive(std::string_view word, const Step& step) {
    std::string out = "-- @" + std::string(word) + " " + loss_id(step);
    const auto when = on_one_line(step.risk.when.text);
    if (when && !when->empty()) out += " when " + *when;
    return out + '\n';
}

std::string render_step(const Step& step) {
    std::string out;
    if (!step.note.empty()) out += comment(step.note);
    for (const auto& use : parse::variables_in(step.statement.text)) {
        const sql::Variable variable{use.name};
        out += comment(variable.render() + " stands nowhere here: psql takes it from -v " + use.name + "=…, whimbrel from the environment variable " +
                       variable.environment_name());
    }
    if (step.risk.verdict != Verdict::lossless) {
        out += comment(step.risk.reason);
        if (step.risk.verdict == Verdict::lossy) out += directive("lossy", step);
    }
    return out + step.statement.text + ";\n";
}

}  // namespace

std::string loss_id(const Step& step) {
    const std::string& part = step.touches.front().part;
    const auto object = step.object.render();
    // The runner takes the table's name from there.
    return on_one_line(object).value_or(with_spaces(object)) + with_spaces(part.empty() ? "" : "/" + part);
}

std::string render(const Plan& plan, const std::vector<std::string>& header) {
    std::string out;
    for (const auto& line : header) out += comment(line);
    if (plan.empty()) return out;
    if (!header.empty()) out += '\n';
    out += "SET search_path TO '';\nSET check_function_bodies TO off;\n";
    for (const auto& batch : plan.batches) {
        out += '\n';
        if (batch.in_transaction) out += "BEGIN;\n\n";
        bool first = true;
        for (const auto& step : batch.steps) {
            if (!first) out += '\n';
            first = false;
            out += render_step(step);
        }
        if (batch.in_transaction) out += "\nCOMMIT;\n";
    }
    return out;
}

std::vector<std::string> risks(const Plan& plan) {
    std::vector<std::string> out;
    for (const auto& batch : plan.batches)
        for (const auto& step : batch.steps) {
            if (step.risk.verdict == Verdict::lossless) continue;
            out.push_back(std::string(step.risk.verdict == Verdict::lossy ? "lossy " : "blocked ") + loss_id(step) + ": " + step.risk.reason);
        }
    return out;
}

}  // namespace whimbrel::plan
