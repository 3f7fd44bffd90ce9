"""Tests that snippets of code do not compile, each for the reason that it names itself.

A snippet says with Clang's `expected-error` comments which lines have to be rejected and why;
everything else in it has to compile. How to write one: docs/testing.md.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")
load("//platforms:transition.bzl", "uefi_transition")
load("//toolchains:cc.bzl", "HOSTED_ONLY", "sk_cc_library")
load("//toolchains/cc:flags.bzl", "LAYERING_CHECK")

_CompileInfo = provider(
    doc = "How the sources of a library are compiled.",
    fields = {
        "command": "The compiler and its arguments, without source and output.",
        "inputs": "Depset of all files that a compilation reads.",
        "sources": "The sources.",
    },
)

def _layering_check_flags(label, inputs):
    """The flags of the feature `layering_check`, whose variables only Bazel's own rules can set.

    The module maps are inputs of the compilation: the library's own, those of its dependencies
    and the toolchain's.
    """
    own = "/%s/%s.cppmap" % (label.package, label.name)
    maps = [
        file.path
        for file in inputs.to_list()
        if file.extension in ["cppmap", "modulemap"]
    ]
    maps = [path for path in maps if path.endswith(own)] + \
           [path for path in maps if not path.endswith(own)]
    return LAYERING_CHECK + ["-fmodule-name=" + str(label).lstrip("@")] + \
           ["-fmodule-map-file=" + path for path in maps]

def _compile_info_impl(target, ctx):
    toolchain = find_cpp_toolchain(ctx)
    configuration = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.rule.attr.features + ctx.features,
        unsupported_features = ctx.disabled_features + ["layering_check"],
    )

    # The compilations that the library itself never gets to, as it is not built.
    compilations = [action for action in target.actions if action.mnemonic == "CppCompile"]
    inputs = depset(transitive = [action.inputs for action in compilations])
    context = target[CcInfo].compilation_context
    variables = cc_common.create_compile_variables(
        feature_configuration = configuration,
        cc_toolchain = toolchain,
        user_compile_flags = [
            flag.replace("$(BINDIR)", ctx.bin_dir.path)
            for flag in ctx.rule.attr.copts
        ],
        include_directories = context.includes,
        preprocessor_defines = depset(transitive = [context.defines, context.local_defines]),
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
    )
    compiler = cc_common.get_tool_for_action(
        feature_configuration = configuration,
        action_name = ACTION_NAMES.cpp_compile,
    )
    flags = cc_common.get_memory_inefficient_command_line(
        feature_configuration = configuration,
        action_name = ACTION_NAMES.cpp_compile,
        variables = variables,
    )
    return [_CompileInfo(
        command = [compiler] + flags + _layering_check_flags(target.label, inputs),
        inputs = depset(transitive = [inputs, toolchain.all_files, context.headers]),
        sources = ctx.rule.files.srcs,
    )]

_compile_info = aspect(
    implementation = _compile_info_impl,
    attrs = {
        "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
    },
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def _must_not_compile_impl(ctx):
    # Attributes with a transition of their own are lists.
    snippets = ctx.attr.snippets
    info = (snippets[0] if type(snippets) == type([]) else snippets)[_CompileInfo]
    mode = ["-S", "-o", "/dev/null"] if ctx.attr.generate_code else ["-fsyntax-only"]
    plan = ctx.actions.declare_file(ctx.label.name + ".plan")
    report = ctx.actions.declare_file(ctx.label.name + ".report")
    program = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.write(
        output = plan,
        content = "\n".join(
            ["argument " + argument for argument in info.command + mode] +
            ["snippet " + source.path for source in info.sources] +
            ([] if ctx.attr.claims_hold else ["false_claims"]),
        ) + "\n",
    )
    ctx.actions.run(
        executable = ctx.executable._driver,
        arguments = [plan.path, report.path],
        inputs = depset([plan] + info.sources, transitive = [info.inputs]),
        outputs = [report],
        mnemonic = "MustNotCompile",
        progress_message = "Compiling %d snippets that must not compile: %s" %
                           (len(info.sources), ctx.label),
    )
    ctx.actions.symlink(output = program, target_file = ctx.executable._driver, is_executable = True)
    return [DefaultInfo(
        executable = program,
        runfiles = ctx.runfiles(files = [report]),
    )]

def _must_not_compile_rule(platform, attrs = {}):
    return rule(
        implementation = _must_not_compile_impl,
        attrs = dict(
            attrs,
            claims_hold = attr.bool(
                default = True,
                doc = "False, to test this rule: no snippet is rejected as it says.",
            ),
            generate_code = attr.bool(doc = "For errors that only code generation finds."),
            snippets = attr.label(
                aspects = [_compile_info],
                cfg = platform,
                doc = "The library that the snippets would be.",
                mandatory = True,
            ),
            _driver = attr.label(
                cfg = "target",
                default = "//toolchains/testing:must_not_compile_driver",
                executable = True,
            ),
        ),
        test = True,
    )

_must_not_compile_on_host_test = _must_not_compile_rule("target")
_must_not_compile_on_bare_metal_test = _must_not_compile_rule(
    uefi_transition,
    attrs = {
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

def must_not_compile_test(
        name,
        srcs,
        bare_metal = False,
        claims_hold = True,
        generate_code = False,
        deps = [],
        **kwargs):
    """Passes if the compiler rejects each snippet on the lines and for the reasons it names.

    Args:
      name: ends in `_test`.
      srcs: the snippets, one source file for each case.
      bare_metal: compile as the kernel is compiled, instead of for the host.
      claims_hold: False to test this rule: passes if no snippet is rejected as it says.
      generate_code: for what the compiler rejects only when it gets to code generation.
      deps: what snippets may use, as of any library of ours: `layering_check` holds.
      **kwargs: of the library that the snippets would be, as `features`.
    """
    library = name + "_snippets"
    sk_cc_library(
        name = library,
        testonly = True,
        srcs = srcs,
        snippets = True,
        tags = ["manual"],
        visibility = ["//visibility:private"],
        deps = deps,
        **kwargs
    )
    test = _must_not_compile_on_bare_metal_test if bare_metal else _must_not_compile_on_host_test
    test(
        name = name,
        size = "small",
        claims_hold = claims_hold,
        generate_code = generate_code,
        snippets = library,
        tags = ["sources"],
        target_compatible_with = HOSTED_ONLY,
    )
