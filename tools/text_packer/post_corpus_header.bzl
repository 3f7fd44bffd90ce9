"""POST's corpus, packed, as a header."""

def _post_corpus_header_impl(ctx):
    ctx.actions.run(
        executable = ctx.executable._packer,
        arguments = [ctx.outputs.header.path],
        outputs = [ctx.outputs.header],
        mnemonic = "PackPostCorpus",
        progress_message = "Packing POST's corpus",
    )
    return [DefaultInfo(files = depset([ctx.outputs.header]))]

post_corpus_header = rule(
    implementation = _post_corpus_header_impl,
    attrs = {
        "header": attr.output(doc = "The header to write.", mandatory = True),
        "_packer": attr.label(
            # The kernel is built for machines that cannot run it.
            cfg = "exec",
            default = "//tools/text_packer:pack_post_corpus",
            executable = True,
        ),
    },
    doc = "Writes a header of the corpus in //src/parity, packed by //tools/text_packer.",
)
