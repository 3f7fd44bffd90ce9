"""Names of runfiles as constants of a C++ header."""

def _rlocation(ctx, file):
    if file.short_path.startswith("../"):
        return file.short_path[3:]
    return ctx.workspace_name + "/" + file.short_path

def _runfile_names_impl(ctx):
    lines = ["#pragma once", "", "#include <string_view>", "", "namespace %s {" % ctx.attr.namespace]
    for target, constant in ctx.attr.constants.items():
        files = target.files.to_list()
        if len(files) != 1:
            fail("%s gives %d files, but a name stands for one" % (target.label, len(files)))
        lines.append("inline constexpr std::string_view %s = \"%s\";" % (
            constant,
            _rlocation(ctx, files[0]),
        ))
    lines += ["}  // namespace %s" % ctx.attr.namespace, ""]
    ctx.actions.write(output = ctx.outputs.header, content = "\n".join(lines))
    return [DefaultInfo(files = depset([ctx.outputs.header]))]

runfile_names = rule(
    doc = "Writes a header that names each target's single file as runfiles directories do.",
    implementation = _runfile_names_impl,
    attrs = {
        "constants": attr.label_keyed_string_dict(
            doc = "The name of the constant for each file.",
            allow_files = True,
            mandatory = True,
        ),
        "header": attr.output(doc = "The header to write.", mandatory = True),
        "namespace": attr.string(doc = "The namespace of the constants.", mandatory = True),
    },
)
