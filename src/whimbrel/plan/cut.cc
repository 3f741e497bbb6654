// SPDX-License-Identifier: Apache-2.0
#include "whimbrel/plan/cut.h"

#include <algorithm>

namespace whimbrel::plan {

using kinds::Step;
using kinds::TransactionRule;

namespace {

/// Folds constraints into the CREATE of their table where all that they need stands before that.
class Folding {
public:
    explicit Folding(std::vector<Node>& nodes) : nodes_(nodes), places_(nodes.size()) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            places_[i] = i;
            if (nodes[i].role == Role::create && nodes[i].step.elements_end) tables_.emplace(nodes[i].object, i);
        }
    }

    std::vector<Node> run() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) fold(i);
        std::vector<Node> out;
        for (auto& node : nodes_)
            if (!node.step.statement.text.empty()) out.push_back(std::move(node));
        return out;
    }

private:
    void fold(std::size_t i) {
        auto& step = nodes_[i].step;
        if (nodes_[i].role != Role::create || !step.inlined) return;
        const auto table = tables_.find(step.inlined->parent);
        if (table == tables_.end()) return;
        auto& create = nodes_[table->second].step;
        for (const std::size_t before : nodes_[i].predecessors)
            if (places_[before] > table->second) return;
        if (!keys_[table->second].insert(key_of(nodes_[i])).second) return;
        const std::string element = (create.has_elements ? ",\n    " : "\n    ") + step.inlined->element.text;
        create.statement.text.insert(*create.elements_end, element);
        *create.elements_end += element.size();
        create.has_elements = true;
        places_[i] = table->second;
        step.statement.text.clear();
    }

    /// CREATE TABLE makes one index of two keys over the same columns, and loses the second constraint (transformIndexConstraints() in
    /// parse_utilcmd.c); ALTER TABLE makes both. What stands from the first parenthesis on tells them, but storage parameters do not.
    static std::string key_of(const Node& node) {
        const std::string& text = node.step.inlined->element.text;
        const auto name_end = text.find(sql::Identifier{node.object.name}.render()) + sql::Identifier{node.object.name}.render().size();
        const auto open = text.find('(', name_end);
        if (open == std::string::npos) return text;
        return text.substr(open, text.find(" WITH (", open) - open);
    }

    std::vector<Node>& nodes_;
    std::map<std::size_t, std::set<std::string>> keys_;  ///< of each table's folded constraints
    std::vector<std::size_t> places_;                    ///< where each runs: a folded one with its table
    std::map<ObjectId, std::size_t> tables_;
};

/// Without blocking only where there are rows that could be written meanwhile: a table made in the same plan is empty.
bool wants_concurrent_form(const Node& node, const catalog::Catalog& from) {
    if (!node.step.concurrent_form) return false;
    const auto* side = node.role == Role::drop ? node.from : node.to;
    return std::ranges::any_of(side->needs, [&](const kinds::Need& need) { return need.automatic && from.find(need.object) != nullptr; });
}

}  // namespace

std::vector<Batch> cut(std::vector<Node> nodes, const catalog::Catalog& from, IndexForm index_form) {
    nodes = Folding(nodes).run();
    std::vector<Batch> out;
    bool must_commit = false;
    for (auto& node : nodes) {
        Step& step = node.step;
        if (index_form == IndexForm::concurrent && wants_concurrent_form(node, from)) {
            step.statement = *step.concurrent_form;
            step.transaction = TransactionRule::outside;
        }
        const bool outside = step.transaction == TransactionRule::outside;
        const bool commit_after = step.transaction == TransactionRule::commit_after;
        if (out.empty() || outside || !out.back().in_transaction || (must_commit && !commit_after)) {
            out.push_back({.in_transaction = !outside});
            must_commit = false;
        }
        must_commit = must_commit || commit_after;
        out.back().steps.push_back(std::move(step));
    }
    return out;
}

}  // namespace whimbrel::plan
