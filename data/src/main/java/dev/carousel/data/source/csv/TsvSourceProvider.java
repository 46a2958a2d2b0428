package dev.carousel.data.source.csv;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code tsv}: a {@link CsvSource} for tabs. */
public final class TsvSourceProvider implements FrameSourceProvider {
  @Override
  public String id() {
    return "tsv";
  }

  @Override
  public String description() {
    return "tables of cells separated by tabs";
  }

  @Override
  public List<String> endings() {
    return List.of(".tsv", ".tab", ".tsv.gz", ".tab.gz");
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(CsvOptions.DECIMAL, CsvOptions.HEADER, CsvOptions.COMMENTS);
  }

  @Override
  public FrameSource create(Options options) {
    return CsvOptions.source(options, Separator.TAB);
  }
}
