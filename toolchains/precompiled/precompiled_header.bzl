"""A header that is parsed once for every test instead of once in each."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

def _precompiled_header_impl(ctx):
    toolchain = find_cpp_toolchain(ctx)
    configuration = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    contexts = [dep[CcInfo].compilation_context for dep in ctx.attr.deps]
    variables = cc_common.create_compile_variables(
        feature_configuration = configuration,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.attr.copts,
        quote_include_directories = depset(
            transitive = [context.quote_includes for context in contexts],
        ),
        system_include_directories = depset(
            transitive = [context.system_includes for context in contexts],
        ),
        preprocessor_defines = depset(transitive = [context.defines for context in contexts]),
    )
    flags = cc_common.get_memory_inefficient_command_line(
        feature_configuration = configuration,
        action_name = ACTION_NAMES.cpp_compile,
        variables = variables,
    )
    output = ctx.actions.declare_file(ctx.label.name + ".pch")
    ctx.actions.run(
        executable = cc_common.get_tool_for_action(
            feature_configuration = configuration,
            action_name = ACTION_NAMES.cpp_compile,
        ),
        arguments = flags + [
            "-fpch-instantiate-templates",
            # What a sandbox links to has other time stamps each time.
            "-Xclang",
            "-fno-pch-timestamp",
            # The language option that layering_check turns on in the tests.
            "-fmodules-strict-decluse",
            "-x",
            "c++-header",
            ctx.file.header.path,
            "-o",
            output.path,
        ],
        inputs = depset(
            [ctx.file.header],
            transitive = [toolchain.all_files] + [context.headers for context in contexts],
        ),
        outputs = [output],
        # The file records its inputs by absolute path: one that means the same in every sandbox.
        env = {"PWD": "/proc/self/cwd"},
        mnemonic = "PrecompileHeader",
        progress_message = "Precompiling %s" % ctx.file.header.short_path,
    )
    return [DefaultInfo(files = depset([output]))]

precompiled_header = rule(
    implementation = _precompiled_header_impl,
    attrs = {
        "copts": attr.string_list(doc = "Flags that every user of the header compiles with too."),
        "deps": attr.label_list(providers = [CcInfo], doc = "What the header includes."),
        "header": attr.label(mandatory = True, allow_single_file = [".h"]),
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
    doc = "Makes NAME.pch of a header, for compiling with -include-pch.",
)
