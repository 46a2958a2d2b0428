package dev.carousel.data.source.csv;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;

/** The options that all separated values have. */
final class CsvOptions {
  static final OptionSpec DECIMAL =
      OptionSpec.choice(
          "decimal",
          Decimal.AUTO,
          Decimal.class,
          "what stands before decimals; auto: as the first rows show");
  static final OptionSpec HEADER =
      OptionSpec.toggle(
          "header", true, "whether the first line names the columns; else they are 1, 2, ..");
  static final OptionSpec COMMENTS =
      OptionSpec.toggle("comments", true, "whether lines that begin with # are skipped");

  private CsvOptions() {}

  static CsvSource source(Options options, Separator separator) {
    return new CsvSource(
        new CsvSource.Settings(
            separator,
            options.choice(DECIMAL.name(), Decimal.class),
            options.toggle(HEADER.name()),
            options.toggle(COMMENTS.name())));
  }
}
