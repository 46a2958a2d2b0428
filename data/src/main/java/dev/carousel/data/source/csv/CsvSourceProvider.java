package dev.carousel.data.source.csv;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code csv}: see {@link CsvSource}. */
public final class CsvSourceProvider implements FrameSourceProvider {
  @Override
  public String id() {
    return "csv";
  }

  @Override
  public String description() {
    return "tables of cells separated by commas, semicolons, tabs or bars";
  }

  @Override
  public List<String> endings() {
    return List.of(".csv", ".txt", ".csv.gz", ".txt.gz");
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            "separator",
            Separator.AUTO,
            Separator.class,
            "what separates cells; auto: as the first rows show"),
        CsvOptions.DECIMAL,
        CsvOptions.HEADER,
        CsvOptions.COMMENTS);
  }

  @Override
  public FrameSource create(Options options) {
    return CsvOptions.source(options, options.choice("separator", Separator.class));
  }
}
