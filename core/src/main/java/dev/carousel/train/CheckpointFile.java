package dev.carousel.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.carousel.Version;
import dev.carousel.error.CarouselException;
import dev.carousel.io.Safetensors;
import dev.carousel.io.internal.MetadataJson;
import dev.carousel.model.Carry;
import dev.carousel.model.SavedModel;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint.Counters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as a safetensors file: tensors under prefixed names, everything else as JSON.
 *
 * @param settings the options with which the run was started, by name; they must be the same when
 *     it continues
 */
public record CheckpointFile(Checkpoint checkpoint, Map<String, String> settings) {
  private static final int FORMAT = 1;

  /**
   * The maximum number of slots: no optimizer keeps so many tensors for each parameter, and all are
   * checked for each.
   */
  private static final int MOST_SLOTS = 64;

  private static final String FORMAT_KEY = "carousel.checkpoint.format";
  private static final String JSON_KEY = "carousel.checkpoint";
  private static final String GOOD_KEY = "carousel.checkpoint.good";
  private static final String SETTINGS_KEY = "carousel.settings";
  private static final String PARAMETERS = "parameters/";
  private static final String BEST = "best/";
  private static final String CARRY = "carry/";
  private static final String GOOD = "good/";
  private static final String OPTIMIZER = "optimizer:";

  /** The options with which the run was started. */
  private record Settings(Map<String, String> options) {}

  /** The parts of a checkpoint that are not tensors; for hooks, the names in their state. */
  private record Header(
      Counters counters, long optimizerUpdates, List<String> slots, List<List<String>> hooks) {
    static Header of(Checkpoint checkpoint) {
      return new Header(
          checkpoint.counters(),
          checkpoint.optimizer().updates(),
          List.copyOf(checkpoint.optimizer().slots().keySet()),
          checkpoint.hooks().stream().map(memory -> List.copyOf(memory.keySet())).toList());
    }
  }

  /** Writes the checkpoint, as a whole or not at all. */
  public void write(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FORMAT_KEY, Integer.toString(FORMAT));
    metadata.put(SavedModel.VERSION_KEY, Version.current());
    metadata.put(SETTINGS_KEY, MetadataJson.write(new Settings(settings), Settings.class));
    metadata.put(JSON_KEY, MetadataJson.write(Header.of(checkpoint), Header.class));
    putAll(tensors, "", checkpoint);
    Checkpoint good = checkpoint.good();
    if (good != null) {
      metadata.put(GOOD_KEY, MetadataJson.write(Header.of(good), Header.class));
      putAll(tensors, GOOD, good);
    }
    Safetensors.write(file, new NamedTensors(tensors), metadata);
  }

  private static void putAll(Map<String, Tensor> tensors, String prefix, Checkpoint checkpoint) {
    put(tensors, prefix + PARAMETERS, checkpoint.parameters());
    checkpoint
        .optimizer()
        .slots()
        .forEach((slot, values) -> put(tensors, prefix + OPTIMIZER + slot + "/", values));
    put(tensors, prefix + CARRY, checkpoint.carry().flat());
    put(tensors, prefix, CheckpointSeries.of(checkpoint));
    NamedTensors best = checkpoint.best();
    if (best != null) {
      put(tensors, prefix + BEST, best);
    }
  }

  private static void put(Map<String, Tensor> all, String prefix, NamedTensors tensors) {
    tensors.forEach((name, tensor) -> all.put(prefix + name, tensor));
  }

  /**
   * Reads a checkpoint.
   *
   * @throws CarouselException if the file is missing, damaged, or of a newer version
   */
  public static CheckpointFile read(Path file) {
    return of(file, Safetensors.readSealed(file));
  }

  /**
   * Reads a checkpoint that goes on from other parameters. The file may have been written without
   * its own: with a checkpoint whose parameters are empty.
   *
   * @param parameters instead of those in the file, of the same network
   * @throws CarouselException if the file is missing, damaged, of a newer version, or of another
   *     network
   */
  public static CheckpointFile read(Path file, NamedTensors parameters) {
    return of(file, Safetensors.readSealed(file), parameters);
  }

  /** The checkpoint in the contents of a file. */
  static CheckpointFile of(Path file, Safetensors.Contents contents) {
    return of(file, contents, contents.tensors().under(PARAMETERS));
  }

  private static CheckpointFile of(
      Path file, Safetensors.Contents contents, NamedTensors parameters) {
    SavedModel.requireFormat(file, contents.metadata(), FORMAT_KEY, FORMAT);
    Map<String, String> metadata = contents.metadata();
    Settings settings = parsed(file, metadata, SETTINGS_KEY, Settings.class);
    Checkpoint good =
        metadata.containsKey(GOOD_KEY)
            ? checkpoint(
                file,
                parsed(file, metadata, GOOD_KEY, Header.class),
                contents.tensors().under(GOOD).under(PARAMETERS),
                contents.tensors().under(GOOD),
                null)
            : null;
    Header header = parsed(file, metadata, JSON_KEY, Header.class);
    Checkpoint checkpoint = checkpoint(file, header, parameters, contents.tensors(), good);
    return new CheckpointFile(checkpoint, settings.options());
  }

  private static Checkpoint checkpoint(
      Path file,
      Header header,
      NamedTensors parameters,
      NamedTensors tensors,
      @Nullable Checkpoint good) {
    if (header.slots().size() > MOST_SLOTS) {
      throw damaged(file, header.slots().size() + " slots of the optimizer", null);
    }
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    for (String slot : header.slots()) {
      NamedTensors values = tensors.under(OPTIMIZER + slot + "/");
      requireAlike(file, "optimizer slot " + slot, values, parameters.only(values.names()));
      slots.put(slot, values);
    }
    NamedTensors best = tensors.under(BEST);
    if (!best.names().isEmpty()) {
      requireAlike(file, "the best parameters", best, parameters);
    }
    return new Checkpoint(
        header.counters(),
        parameters,
        new OptimizerState(
            header.optimizerUpdates(),
            slots,
            CheckpointSeries.numbers(tensors)
                .orElseThrow(() -> damaged(file, "numbers of the optimizer that are none", null))),
        carry(file, tensors.under(CARRY)),
        CheckpointSeries.hooks(tensors, header.hooks())
            .orElseThrow(() -> damaged(file, "memories of hooks that are no numbers", null)),
        best.names().isEmpty() ? null : best,
        CheckpointSeries.history(tensors)
            .orElseThrow(() -> damaged(file, "validations that no run can have", null)),
        good);
  }

  /**
   * Refuses tensors whose names and shapes differ from those of the parameters, because an update
   * would fail.
   */
  private static void requireAlike(
      Path file, String what, NamedTensors tensors, NamedTensors parameters) {
    boolean alike = tensors.names().equals(parameters.names());
    for (String name : alike ? parameters.names() : Set.<String>of()) {
      alike &= Arrays.equals(tensors.get(name).shape(), parameters.get(name).shape());
    }
    if (!alike) {
      throw damaged(file, what + " of other names or shapes than the parameters", null);
    }
  }

  private static Carry carry(Path file, NamedTensors flat) {
    try {
      return Carry.ofFlat(flat);
    } catch (CarouselException e) {
      throw damaged(file, "carried states of other names or shapes", e);
    }
  }

  private static <T> T parsed(Path file, Map<String, String> metadata, String key, Class<T> type) {
    String json = metadata.get(key);
    if (json == null) {
      throw damaged(file, "no " + key, null);
    }
    try {
      return MetadataJson.read(json, type);
    } catch (JsonProcessingException e) {
      throw damaged(file, MetadataJson.fault(e), e);
    }
  }

  private static CarouselException damaged(Path file, String found, @Nullable Throwable cause) {
    return CarouselException.failure("The checkpoint is damaged.")
        .expected("what 'carousel train' wrote")
        .found(found)
        .where(file)
        .mend("continue from an earlier checkpoint, or train again into a new folder")
        .cause(cause)
        .build();
  }
}
