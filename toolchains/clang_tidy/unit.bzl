"""What clang-tidy has to know of one C++ target."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

TidyUnitInfo = provider(
    doc = "The sources and headers of one target and how they are compiled.",
    fields = {
        "files": "tuple of File: headers first.",
        "flags": "tuple of string: the compiler's, without the directories of `includes`.",
        "includes": "tuple of string: flags that name directories to search for headers.",
        "inputs": "depset of File: what compiling takes, the compiler included.",
        "testonly": "bool",
    },
)

# Warnings, optimisation, the layering check and instruments are the compiler's task.
_OF_COMPILING_ALONE = [
    "asan",
    "coverage",
    "layering_check",
    "module_maps",
    "quick_build",
    "strict_warnings",
    "tsan",
    "ubsan",
]

# What a rule generates is analysed like what is written.
def _is_source(file):
    return file.extension in ["cc", "h"]

def _headers_first(files):
    return [file for file in files if file.extension == "h"] + \
           [file for file in files if file.extension != "h"]

def _own_files(attributes):
    files = []
    for name in ["hdrs", "textual_hdrs", "srcs"]:
        for target in getattr(attributes, name, []):
            files += [file for file in target.files.to_list() if _is_source(file)]
    return _headers_first(files)

def _contexts(target, attributes):
    """Compilation contexts: the target's own, or, as a program has none, its dependencies'."""
    if CcInfo in target:
        return [target[CcInfo].compilation_context]
    return [dep[CcInfo].compilation_context for dep in attributes.deps if CcInfo in dep]

def _without_precompiled_header(flags):
    kept = []
    for index, flag in enumerate(flags):
        if flag != "-include-pch" and (index == 0 or flags[index - 1] != "-include-pch"):
            kept.append(flag)
    return kept

UNIT_ATTRIBUTES = {
    "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
}

def is_own_unit(ctx):
    """Whether an aspect looks at a C++ target that our macros made."""
    return ctx.rule.kind in ["cc_binary", "cc_library", "cc_test"] and \
           "strict_warnings" in ctx.rule.attr.features

def unit_of(target, ctx):
    """The TidyUnitInfo of the C++ target that an aspect with UNIT_ATTRIBUTES looks at."""
    toolchain = find_cpp_toolchain(ctx)
    attributes = ctx.rule.attr
    requested = [feature for feature in attributes.features if feature not in _OF_COMPILING_ALONE]
    if attributes.testonly and "buffer_warnings" not in requested:
        requested.append("buffer_warnings")
    configuration = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = [feature for feature in requested if not feature.startswith("-")],
        unsupported_features = _OF_COMPILING_ALONE +
                               [feature[1:] for feature in requested if feature.startswith("-")],
    )
    contexts = _contexts(target, attributes)
    defines = depset(attributes.local_defines, transitive = [one.defines for one in contexts])
    flags = cc_common.get_memory_inefficient_command_line(
        feature_configuration = configuration,
        action_name = ACTION_NAMES.cpp_compile,
        variables = cc_common.create_compile_variables(
            feature_configuration = configuration,
            cc_toolchain = toolchain,
            user_compile_flags = _without_precompiled_header(attributes.copts),
            preprocessor_defines = defines,
        ),
    )
    includes = []
    for flag, field in [
        ("-iquote", "quote_includes"),
        ("-I", "includes"),
        ("-isystem", "system_includes"),
    ]:
        for context in contexts:
            includes += [flag + directory for directory in getattr(context, field).to_list()]
    files = _own_files(attributes)
    return TidyUnitInfo(
        files = tuple(files),
        flags = tuple([flag for flag in flags if not flag.startswith("-O") and flag != "-g0"]),
        includes = tuple(includes),
        inputs = depset(
            files,
            transitive = [toolchain.all_files] + [context.headers for context in contexts],
        ),
        testonly = attributes.testonly,
    )

def _tidy_unit_impl(target, ctx):
    return [unit_of(target, ctx)]

tidy_unit = aspect(
    implementation = _tidy_unit_impl,
    attrs = UNIT_ATTRIBUTES,
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
    doc = "Gives a C++ target its TidyUnitInfo, for the platform it is configured for.",
)
