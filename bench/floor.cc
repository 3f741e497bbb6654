// SPDX-License-Identifier: Apache-2.0
// What a process costs that loads the libraries of whimbrel and does nothing.
int main() { return 0; }
