// SPDX-License-Identifier: Apache-2.0
// Is not to compile: it asks for a week's pipeline and does not say whose.
#include "queries.h"

whimbrel::Result<std::vector<agency::PipelineOfWeekRow>> anybodys(whimbrel::data::Repo& repo, whimbrel::data::Date week) {
    return agency::pipeline_of_week(repo, week);
}
