package dev.carousel.train.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.Version;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataIdentity;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import dev.carousel.io.internal.MetadataJson;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a run: the file {@code run.json} of its folder, one line of JSON that ends in its
 * own checksum. Written before the first checkpoint, and again when the run is resumed with another
 * limit or with data that moved or changed.
 *
 * @param options of the run by name, in order: those that determine its bits, and its limits
 * @param scheduleUpdates the number of updates over which the schedule is spread; 0 if time is the
 *     limit
 * @param data the identity of the data
 * @param codec how data is read: the vocabulary, or the columns and their statistics
 */
public record RunFile(
    Map<String, String> options, long scheduleUpdates, DataIdentity data, DataCodec codec) {
  /** The setting of a checkpoint that holds {@link #scheduleUpdates}. */
  public static final String SCHEDULE_UPDATES = "scheduleUpdates";

  private static final int FORMAT = 1;

  /** The maximum size; Carousel writes no larger file, as a vocabulary takes at most 9 MB. */
  private static final int MOST_BYTES = 1 << 28;

  /** Copies the options. */
  public RunFile {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The file's own layout. */
  private record Layout(
      @JsonProperty("carousel.run.format") int format,
      @JsonProperty("carousel") String version,
      Map<String, String> options,
      long scheduleUpdates,
      DataIdentity data,
      DataCodec codec) {
    Layout {
      Objects.requireNonNull(version, "version");
      Objects.requireNonNull(options, "options");
      Objects.requireNonNull(data, "data");
      Objects.requireNonNull(codec, "codec");
    }
  }

  /**
   * The settings that a checkpoint keeps, so that the run can be resumed without this file: its
   * options, {@link #SCHEDULE_UPDATES} and {@link DataIdentity#NOTE}.
   */
  public Map<String, String> checkpointSettings() {
    Map<String, String> settings = new LinkedHashMap<>(options);
    settings.put(SCHEDULE_UPDATES, Long.toString(scheduleUpdates));
    settings.put(DataIdentity.NOTE, data.brief().toJson());
    return settings;
  }

  /** Writes the file, as a whole or not at all. */
  public void write(RunFolder folder) {
    Layout layout = new Layout(FORMAT, Version.current(), options, scheduleUpdates, data, codec);
    SealedJson.write(folder.runFile(), MetadataJson.write(layout, Layout.class));
  }

  /**
   * Reads the file of a folder.
   *
   * @return empty if there is none
   * @throws CarouselException if it is damaged, or a newer version wrote it
   */
  public static Optional<RunFile> read(RunFolder folder) {
    Path file = folder.runFile();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    InputFiles.requireNoFolder("run file", file);
    InputFiles.requireNoDevice(file);
    String json = SealedJson.open(bytes(file)).orElseThrow(() -> damaged(file, null));
    try {
      Layout layout = MetadataJson.readNullable(json, Layout.class);
      requireKnown(file, layout);
      return Optional.of(
          new RunFile(layout.options, layout.scheduleUpdates, layout.data, layout.codec));
    } catch (JsonProcessingException e) {
      throw damaged(file, e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return InputFiles.readAtMost(file, MOST_BYTES);
    } catch (IOException e) {
      throw CarouselException.failure("The run file cannot be read.")
          .found(e)
          .where(file)
          .cause(e)
          .build();
    }
  }

  private static void requireKnown(Path file, Layout layout) {
    if (layout.format > FORMAT) {
      throw CarouselException.failure("The run was started by a newer version of Carousel.")
          .expected("format " + FORMAT + " or older")
          .found("format " + layout.format + ", written by Carousel " + layout.version)
          .where(file)
          .mend("use that version or a newer one")
          .build();
    }
  }

  private static CarouselException damaged(Path file, @Nullable JsonProcessingException fault) {
    return CarouselException.failure("The run file is damaged, or was edited.")
        .expected("what 'carousel train' wrote, with its checksum")
        .found(fault == null ? "content that does not fit the checksum" : MetadataJson.fault(fault))
        .where(file)
        .mend(
            "restore a copy, or move the file away: a run with checkpoints continues with the "
                + "options stored in them")
        .cause(fault)
        .build();
  }
}
