// SPDX-License-Identifier: Apache-2.0
// Step: one statement, with what plan/ must know to order it and the runner to judge it. Kinds make steps;
// plan/ orders them and knows no kind.
#pragma once

#include "whimbrel/kinds/object_id.h"
#include "whimbrel/sql/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whimbrel::kinds {

/// What a step does to its object or to a part of it.
enum class Effect : std::uint8_t {
    creates,     ///< it is there afterwards
    touches,     ///< it stays what dependents know it as
    recomputes,  ///< it stays what it is, and PostgreSQL makes what holds its values (indexes, constraints) again by itself where it can
    retypes,     ///< it stays, but dependents that know its type must be rebuilt around it
    destroys,    ///< it is gone afterwards
};

struct Touch {
    std::string part;  ///< empty: the whole object
    Effect effect;
};

enum class Verdict : std::uint8_t {
    lossless,
    lossy,    ///< rows or values may be lost; refused until allowed by name, unless `when` says nothing would be
    blocked,  ///< PostgreSQL will refuse it where `when` holds (a new NOT NULL column without a fill on a table with rows)
};

struct Risk {
    Verdict verdict = Verdict::lossless;
    std::string reason{};  ///< "drops the column and its values"
    /// A boolean SQL expression, true where it bites: EXISTS (SELECT FROM public.t WHERE c IS NOT NULL). Empty: always.
    sql::Fragment when{};
};

enum class TransactionRule : std::uint8_t {
    inside,        ///< runs in a transaction with its neighbours
    outside,       ///< cannot run in a transaction block
    commit_after,  ///< later steps must be in another transaction (ALTER TYPE … ADD VALUE)
};

/// Where a step stands in its plan, whatever it touches.
enum class Phase : std::uint8_t {
    opening,  ///< before everything: a role, which others name
    first,    ///< before all that is created: default privileges that are to go
    usual,
    last,     ///< after all that is created: default privileges that are new
    closing,  ///< after everything: a role that goes, or loses rights that the plan may be run by
};

/// The step's effect written as an element of its parent's CREATE (a constraint in CREATE TABLE), so that plan/
/// may fold the two where nothing stands between them.
struct Inlined {
    ObjectId parent;
    sql::Fragment element;
};

struct Step {
    ObjectId object;           ///< another one than the step is returned for, and no statement: that part lets go, and takes hold again, around it
    sql::Statement statement;  ///< of an object's own step it may be empty where another's statement does the same
    std::vector<Touch> touches;
    Risk risk{};
    TransactionRule transaction = TransactionRule::inside;
    /// The table lock it takes, as PostgreSQL names it ("ACCESS EXCLUSIVE"); empty where none that matters.
    std::string lock{};
    std::optional<Inlined> inlined{};
    /// CREATE TABLE: where inlined elements go (a byte offset in the statement's text), and whether elements stand there already.
    std::optional<std::size_t> elements_end{};
    bool has_elements = false;
    /// The same without blocking writers (CREATE INDEX CONCURRENTLY); runs outside a transaction.
    std::optional<sql::Statement> concurrent_form{};
    /// Names (as Kind::occupies() spells them) that the step takes or gives up beyond its object's own: an identity column's sequence.
    std::vector<std::string> takes{}, frees{};
    /// Objects all of whose steps come later, or first, where no need says so (a REVOKE before the owner changes).
    std::vector<ObjectId> before{}, after{};
    Phase phase = Phase::usual;
    /// What a reader should know: "is refreshed", "rewrites the table".
    std::string note{};
    /// Order where no need tells it: a step runs after every other that prepares a word that it awaits ("attach:public.p1").
    std::vector<std::string> prepares{}, awaits{};
    /// A drop that its host's does not bring about: the object was let go of before (an index of a partition that is detached).
    bool alone = false;
};

using Steps = std::vector<Step>;

/// Something only a person knows. Ids are stable: "fill:table:public.groups/column:slug".
struct Question {
    std::string id;
    std::string text;                  ///< "how do existing rows of public.groups get a value for the new column slug?"
    std::vector<std::string> choices;  ///< what can be done, one imperative sentence each
};

}  // namespace whimbrel::kinds
