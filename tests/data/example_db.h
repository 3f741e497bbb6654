// SPDX-License-Identifier: Apache-2.0
// An example's database, made by its migrations, with a pool that checks that the generated types are of that state.
#pragma once

#include "tests/projects/project.h"
#include "whimbrel/data/association.h"
#include "whimbrel/data/changeset.h"
#include "whimbrel/data/query.h"
#include "whimbrel/data/repo.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace whimbrel::testing {

class ExampleDb {
public:
    ExampleDb(std::string_view example, const data::SchemaInfo& schema) : project(example) {
        project.expect(0, {"migrate"});
        auto opened = data::Pool::open(project.url(), {.size = 3, .schema = &schema});
        EXPECT_TRUE(opened) << opened.error().render();
        if (opened) pool = std::move(*opened);
    }
    [[nodiscard]] data::Repo repo() const { return data::Repo(*pool); }

    Project project;
    std::unique_ptr<data::Pool> pool;
};

template <class T>
std::string error_of(const Result<T>& result) {
    return result ? "no error" : result.error().render();
}

}  // namespace whimbrel::testing
