package dev.carousel.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.Version;
import dev.carousel.error.CarouselException;
import dev.carousel.io.Safetensors;
import dev.carousel.model.Carry;
import dev.carousel.model.SavedModel;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as a safetensors file: all tensors under a prefix, all else as JSON.
 *
 * @param settings what the run was started with, as options by name: to be the same when it goes on
 */
public record CheckpointFile(Checkpoint checkpoint, Map<String, String> settings) {
  private static final int FORMAT = 1;
  private static final String FORMAT_KEY = "carousel.checkpoint.format";
  private static final String JSON_KEY = "carousel.checkpoint";
  private static final String PARAMETERS = "parameters/";
  private static final String BEST = "best/";
  private static final String CARRY = "carry/";
  private static final String OPTIMIZER = "optimizer:";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** What is not a tensor. */
  private record Header(
      Counters counters,
      long optimizerUpdates,
      List<String> slots,
      List<Map<String, double[]>> hooks,
      List<ValidationPoint> history,
      Map<String, String> settings) {}

  /** Writes the checkpoint, as a whole or not at all. */
  public void write(Path file) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    put(tensors, PARAMETERS, checkpoint.parameters());
    checkpoint
        .optimizer()
        .slots()
        .forEach((slot, values) -> put(tensors, OPTIMIZER + slot + "/", values));
    put(tensors, CARRY, checkpoint.carry().flat());
    NamedTensors best = checkpoint.best();
    if (best != null) {
      put(tensors, BEST, best);
    }
    Header header =
        new Header(
            checkpoint.counters(),
            checkpoint.optimizer().updates(),
            List.copyOf(checkpoint.optimizer().slots().keySet()),
            checkpoint.hooks(),
            checkpoint.history(),
            settings);
    try {
      Safetensors.write(
          file,
          new NamedTensors(tensors),
          Map.of(
              FORMAT_KEY,
              Integer.toString(FORMAT),
              SavedModel.VERSION_KEY,
              Version.current(),
              JSON_KEY,
              JSON.writeValueAsString(header)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
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
    Safetensors.Contents contents = Safetensors.readSealed(file);
    SavedModel.requireFormat(file, contents.metadata(), FORMAT_KEY, FORMAT);
    Header header = header(file, contents.metadata().get(JSON_KEY));
    Map<String, NamedTensors> slots = new LinkedHashMap<>();
    for (String slot : header.slots()) {
      slots.put(slot, contents.tensors().under(OPTIMIZER + slot + "/"));
    }
    NamedTensors best = contents.tensors().under(BEST);
    Checkpoint checkpoint =
        new Checkpoint(
            header.counters(),
            contents.tensors().under(PARAMETERS),
            new OptimizerState(header.optimizerUpdates(), slots),
            Carry.ofFlat(contents.tensors().under(CARRY)),
            header.hooks(),
            best.names().isEmpty() ? null : best,
            header.history());
    return new CheckpointFile(checkpoint, header.settings());
  }

  private static Header header(Path file, @Nullable String json) {
    try {
      Header header = json == null ? null : JSON.readValue(json, Header.class);
      if (header != null) {
        return header;
      }
      throw damaged(file, "no " + JSON_KEY, null);
    } catch (JsonProcessingException e) {
      throw damaged(file, e.getOriginalMessage(), e);
    }
  }

  private static CarouselException damaged(Path file, String found, @Nullable Throwable cause) {
    return CarouselException.failure("The checkpoint is damaged.")
        .expected("what 'carousel train' wrote")
        .found(found)
        .where(file)
        .mend("train again into a new folder")
        .cause(cause)
        .build();
  }
}
