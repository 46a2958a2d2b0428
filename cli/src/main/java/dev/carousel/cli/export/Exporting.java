package dev.carousel.cli.export;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.options.LoadedModel;
import dev.carousel.plugin.Plugins;

/**
 * What is to be written.
 *
 * @param model of the run
 * @param names by which parameters are written
 * @param to the file
 * @param plugins where its cells are found
 */
record Exporting(LoadedModel model, NameTable names, OutputFile to, Plugins plugins) {}
