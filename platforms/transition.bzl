"""The step from whatever is being built to bare metal."""

# How host programs are instrumented is no business of the kernel's: its outputs are the same files
# under every configuration, and are not built again. For that, the first two options have to differ
# from what they are in each of them: Bazel names the directory of outputs by what a transition
# changes.
def _uefi_transition_impl(settings, _attr):
    features = settings["//command_line_option:features"]
    return {
        "//command_line_option:features": [
            name
            for name in features
            if name not in ["asan", "tsan", "ubsan"]
        ] + ["-asan", "-ubsan"],
        "//command_line_option:platform_suffix": "-uefi",
        "//command_line_option:platforms": "//platforms:uefi_x86_64",
    }

# Builds a dependency for `//platforms:uefi_x86_64`, so that no flag is ever needed.
uefi_transition = transition(
    implementation = _uefi_transition_impl,
    inputs = ["//command_line_option:features"],
    outputs = [
        "//command_line_option:features",
        "//command_line_option:platform_suffix",
        "//command_line_option:platforms",
    ],
)

def _fuzz_transition_impl(settings, _attr):
    return {
        "//command_line_option:features": settings["//command_line_option:features"] + ["fuzz_coverage"],
    }

# Instruments a program and all that it is made of for the driver of //tests/fuzz.
fuzz_transition = transition(
    implementation = _fuzz_transition_impl,
    inputs = ["//command_line_option:features"],
    outputs = ["//command_line_option:features"],
)
