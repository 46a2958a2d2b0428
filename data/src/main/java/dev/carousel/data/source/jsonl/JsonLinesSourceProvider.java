package dev.carousel.data.source.jsonl;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code jsonl}: see {@link JsonLinesSource}. */
public final class JsonLinesSourceProvider implements FrameSourceProvider {
  @Override
  public String id() {
    return "jsonl";
  }

  @Override
  public String description() {
    return "lines of JSON: an object for each row";
  }

  @Override
  public List<String> endings() {
    return List.of(".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz");
  }

  @Override
  public FrameSource create(Options options) {
    return JsonLinesSource.create();
  }
}
