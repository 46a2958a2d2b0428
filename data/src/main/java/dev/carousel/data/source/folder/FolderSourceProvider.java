package dev.carousel.data.source.folder;

import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The source {@code folder}: see {@link FolderSource}. */
public final class FolderSourceProvider implements FrameSourceProvider {
  private static final String LABEL_FROM = "label-from";

  @Override
  public String id() {
    return "folder";
  }

  @Override
  public String description() {
    return "a folder with one sequence a file, in any of the other formats for one sequence";
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.choice(
            LABEL_FROM,
            LabelFrom.NONE,
            LabelFrom.class,
            "folder: the label of a file is the name of its folder"));
  }

  @Override
  public FrameSource create(Options options) {
    return FolderSource.byName().labelFrom(options.choice(LABEL_FROM, LabelFrom.class));
  }
}
