// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/plan.h"

#include "whimbrel/parse/variable.h"
#include "whimbrel/sql/variable.h"

#include <algorithm>

namespace whimbrel::plan {

using kinds::Step;
using kinds::Verdict;

namespace {

/// A comment must not end early: line feeds in it begin new comment lines.
std::string comment(const std::string& text) {
    std::string out = "-- ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "--   ";
    }
    return out + '\n';
}

std::string one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

/// Where a name has a line feed in it the condition cannot stand in a line comment; it then counts as always true.
std::string directive(std::string_view word, const Step& step) {
    std::string out = "-- @" + std::string(word) + " " + loss_id(step);
    if (!step.risk.when.empty() && step.risk.when.text.find('\n') == std::string::npos) out += " when " + step.risk.when.text;
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
    return one_line(step.object.render() + (part.empty() ? "" : "/" + part));
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
