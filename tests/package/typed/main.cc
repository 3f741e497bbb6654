// SPDX-License-Identifier: Apache-2.0
// Leaves with 0 where its arguments are the columns of a row, as "name=value", those that are NULL left out.
#include <user.h>

#include <cstdio>
#include <string>

int main(int count, char** arguments) {
    const typed::User user{.id = 1, .name = "Ada" /*email*/};
    int at = 1;
    for (const auto& column : whimbrel::data::Relation<typed::User>::columns) {
        const auto value = column.render(&user);
        if (!value || column.name == "id") continue;
        const auto text = std::string(column.name) + "=" + *value;
        if (at >= count || text != arguments[at++]) return std::puts(text.c_str()), 1;
    }
    return at == count ? 0 : 2;
}
