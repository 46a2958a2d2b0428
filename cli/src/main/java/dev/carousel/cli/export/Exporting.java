package dev.carousel.cli.export;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.options.LoadedModel;

/**
 * What is to be written.
 *
 * @param model of the run
 * @param names by which parameters are written
 * @param to the file
 */
record Exporting(LoadedModel model, NameTable names, OutputFile to) {}
