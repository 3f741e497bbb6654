// Must not be compiled: it does not say whose tasks it wants.
#include "task.h"

#include <whimbrel/data/query.h>
#include <whimbrel/data/repo.h>

int main() {
    const auto pool = whimbrel::data::Pool::open("").value();
    whimbrel::data::Repo repo(*pool);
    return static_cast<int>(repo.all(whimbrel::data::query<todo::Task>()).value().size());
}
