// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whimbrel/base/signals.h"

#include <future>
#include <system_error>
#include <type_traits>

namespace whimbrel {

/// Runs `work` on a thread of its own, which takes no signals; where no thread is to be had, on the caller's when the result is asked for.
/// What `work` refers to must outlive the future, whose end waits for the thread.
template <class Work>
std::future<std::invoke_result_t<Work>> beside(const Work& work) {
    try {
        const SignalsHeldBack held_back;
        return std::async(std::launch::async, work);
    } catch (const std::system_error&) {
        return std::async(std::launch::deferred, work);
    }
}

}  // namespace whimbrel
