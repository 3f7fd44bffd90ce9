"""Fuzz tests directed by coverage (docs/testing.md): inputs that reach new code are kept and changed
further. The driver is //tests/fuzz."""

load("//platforms:transition.bzl", "fuzz_transition")
load(":cc.bzl", "HOSTED_ONLY", "sk_cc_binary")

# `features` of what drives a fuzz test, and is no part of what it looks at.
UNINSTRUMENTED = ["-fuzz_coverage"]

def _fuzz_test_impl(ctx):
    test = ctx.actions.declare_file(ctx.label.name)
    program = ctx.actions.declare_file(ctx.label.name + ".program")
    ctx.actions.symlink(output = test, target_file = ctx.executable._driver, is_executable = True)
    ctx.actions.symlink(output = program, target_file = ctx.file.program)
    return [DefaultInfo(
        executable = test,
        runfiles = ctx.runfiles(files = [program, ctx.file.program]),
    )]

_fuzz_test = rule(
    implementation = _fuzz_test_impl,
    attrs = {
        "program": attr.label(
            allow_single_file = True,
            cfg = fuzz_transition,
            mandatory = True,
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_driver": attr.label(cfg = "target", default = "//tests/fuzz:fuzz_test", executable = True),
    },
    doc = "Runs an instrumented program.",
    test = True,
)

def sk_fuzz_test(
        name,
        srcs = [],
        deps = [],
        subjects = [],
        inputs = 20000,
        size = "small",
        tags = [],
        **kwargs):
    """A fuzz test: `inputs` inputs with a fixed seed; more with STARKERNEL_OPERATIONS.

    Args:
      name: ends in `_test`.
      srcs: define what //tests/fuzz:fuzz_target declares.
      deps: as of a library; `//tests/fuzz:fuzz_target` is added. All is instrumented.
      subjects: if not empty, there is a test for each, which the source is told: for `a_test` and
        `b` it is `a_b_test`.
      inputs: how many.
      size: of the tests.
      tags: of the tests.
      **kwargs: for the tests.
    """
    sk_cc_binary(
        name = name + "_program",
        testonly = True,
        srcs = srcs,
        tags = ["manual"],
        target_compatible_with = HOSTED_ONLY,
        deps = deps + [
            "//tests/fuzz:fuzz_program",
            "//tests/fuzz:fuzz_target",
        ],
    )
    for subject in subjects or [""]:
        _fuzz_test(
            name = name[:-len("_test")] + "_" + subject + "_test" if subject else name,
            size = size,
            args = ["--inputs=%d" % inputs] + (["--subject=" + subject] if subject else []),
            program = ":" + name + "_program",
            tags = tags,
            target_compatible_with = HOSTED_ONLY,
            **kwargs
        )
