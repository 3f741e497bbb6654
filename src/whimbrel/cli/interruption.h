// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace whimbrel::cli {

/// While one stands, SIGINT and SIGTERM set a flag instead of ending the process, so that a command that changes a database can
/// cancel its statement, roll back and say what stays. A second signal ends the process at once.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;
    static bool asked();
};

}  // namespace whimbrel::cli
