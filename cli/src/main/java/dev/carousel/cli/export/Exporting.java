package dev.carousel.cli.export;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.cli.options.Session;

/**
 * What is to be written.
 *
 * @param model of the run
 * @param names by which parameters are written
 * @param to the file
 * @param session that knows the plugins
 */
record Exporting(LoadedModel model, NameTable names, OutputFile to, Session session) {}
