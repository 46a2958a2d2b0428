package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.carousel.error.CarouselException;
import dev.carousel.error.Printable;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.LossCurve;
import dev.carousel.flow.training.UpdateRatios;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.io.BoundedJson;
import dev.carousel.io.InputFiles;
import dev.carousel.train.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a run's folder knows of its training: the sections that {@link WatchJson} wrote. Of each
 * measurement the file keeps the gradient by lag alone.
 */
public final class WatchFile {
  /** Carousel writes a hundredth of it. */
  private static final int LARGEST = 32 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(BoundedJson.factory(64, 1L << 20)).build();

  private WatchFile() {}

  /**
   * Reads the file of a run.
   *
   * @return empty if the run was not watched, or not for a single update
   * @throws CarouselException if the file is not what was written
   */
  public static Optional<WatchReport> read(RunFolder folder) {
    try {
      return tree(folder)
          .map(document -> document.at("/runs/0"))
          .filter(run -> run.has("clipping"))
          .map(WatchFile::report);
    } catch (IllegalArgumentException damaged) {
      throw damaged(folder.flow(), damaged);
    }
  }

  /**
   * All of the file of a run, as it was written.
   *
   * @return empty if the run was not watched, or not for a single update
   * @throws CarouselException if the file is not what was written
   */
  public static Optional<Map<String, Object>> document(RunFolder folder) {
    return read(folder).isEmpty()
        ? Optional.empty()
        : tree(folder).map(tree -> JSON.convertValue(tree, new TypeReference<>() {}));
  }

  private static Optional<JsonNode> tree(RunFolder folder) {
    Path file = folder.flow();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    InputFiles.requireNoDevice(file);
    try {
      return Optional.of(JSON.readTree(BoundedJson.utf8(InputFiles.readAtMost(file, LARGEST))));
    } catch (JsonProcessingException | CharacterCodingException damaged) {
      throw damaged(file, damaged);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static CarouselException damaged(Path file, Exception damaged) {
    return CarouselException.failure("The training's record cannot be read.")
        .expected("the file as 'carousel train --watch' wrote it")
        .found(fault(damaged))
        .where(file)
        .mend("delete or move the file; the model and the checkpoints do not need it")
        .cause(damaged)
        .build();
  }

  private static String fault(Exception damaged) {
    if (damaged instanceof CharacterCodingException) {
      return "bytes that are not UTF-8";
    }
    return damaged instanceof JsonProcessingException json
        ? BoundedJson.fault(json)
        : String.valueOf(damaged.getMessage()).lines().findFirst().orElse("nothing");
  }

  private static WatchReport report(JsonNode run) {
    return new WatchReport(
        clipping(run.required("clipping")),
        ratios(run.required("updateRatios")),
        history(run.required("history")),
        losses(run.required("losses")));
  }

  /** As it may be printed. */
  private static String text(JsonNode json, String name) {
    return Printable.of(json.required(name).asText());
  }

  private static ClipReport clipping(JsonNode json) {
    long[] updates = integers(json.required("updates"));
    double[] before = numbers(json.required("before"), updates.length);
    double[] after = numbers(json.required("after"), updates.length);
    double[] cosine = numbers(json.required("cosine"), updates.length);
    List<ClipReport.Entry> entries = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      entries.add(ClipReport.Entry.of(updates[i], before[i], after[i], cosine[i]));
    }
    List<ClipReport.Share> dominant =
        elements(json.required("dominant")).stream()
            .map(s -> new ClipReport.Share(text(s, "parameter"), number(s, "share")))
            .toList();
    return new ClipReport(
        json.required("seen").asLong(),
        json.required("clipped").asLong(),
        entries,
        dominant,
        steps(json.required("steps")));
  }

  private static List<ClipReport.StepShare> steps(JsonNode json) {
    long[] updates = integers(json.required("updates"));
    double[] step = numbers(json.required("step"), updates.length);
    double[] of = numbers(json.required("of"), updates.length);
    double[] share = numbers(json.required("share"), updates.length);
    List<ClipReport.StepShare> steps = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      steps.add(new ClipReport.StepShare(updates[i], (int) step[i], (int) of[i], share[i]));
    }
    return steps;
  }

  /** By update, where the file has them by parameter. */
  private static List<UpdateRatios.Point> ratios(JsonNode json) {
    Map<Long, Map<String, Double>> byUpdate = new LinkedHashMap<>();
    for (JsonNode parameter : json) {
      long[] updates = integers(parameter.required("updates"));
      double[] ratios = numbers(parameter.required("ratios"), updates.length);
      String name = text(parameter, "parameter");
      for (int i = 0; i < updates.length; i++) {
        byUpdate.computeIfAbsent(updates[i], u -> new LinkedHashMap<>()).put(name, ratios[i]);
      }
    }
    return byUpdate.entrySet().stream()
        .map(point -> new UpdateRatios.Point(point.getKey(), point.getValue()))
        .toList();
  }

  private static List<FlowHistory.Point> history(JsonNode json) {
    long[] updates = integers(json.required("updates"));
    int lags = json.required("lags").size();
    List<FlowHistory.Point> points = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      points.add(
          new FlowHistory.Point(
              updates[i], new FlowReport(lags - 1, layers(json.required("states"), i, lags))));
    }
    return points;
  }

  private static List<LayerFlow> layers(JsonNode states, int point, int lags) {
    Map<String, List<StateFlow>> byLayer = new LinkedHashMap<>();
    for (JsonNode state : states) {
      double[] unknown = new double[lags];
      Arrays.fill(unknown, Double.NaN);
      double[] gradient = numbers(state.required("gradient").required(point), lags);
      String name = text(state, "state");
      byLayer
          .computeIfAbsent(text(state, "layer"), layer -> new ArrayList<>())
          .add(new StateFlow(name, gradient, unknown, 0, null, Verdict.UNMEASURED));
    }
    List<LayerFlow> layers = new ArrayList<>();
    byLayer.forEach(
        (name, flows) -> layers.add(new LayerFlow(name, layers.size(), false, flows, List.of())));
    return layers;
  }

  private static LossCurve.Losses losses(JsonNode json) {
    long[] updates = integers(json.required("updates"));
    return new LossCurve.Losses(
        known(updates, numbers(json.required("train"), updates.length)),
        known(updates, numbers(json.required("valid"), updates.length)));
  }

  private static List<LossCurve.Point> known(long[] updates, double[] losses) {
    List<LossCurve.Point> points = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      if (!Double.isNaN(losses[i])) {
        points.add(new LossCurve.Point(updates[i], losses[i]));
      }
    }
    return points;
  }

  private static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static long[] integers(JsonNode array) {
    return elements(array).stream().mapToLong(JsonNode::asLong).toArray();
  }

  private static double number(JsonNode object, String key) {
    JsonNode value = object.required(key);
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  private static double[] numbers(JsonNode array, int size) {
    if (array.size() != size) {
      throw new IllegalArgumentException(array.size() + " numbers in a row of " + size);
    }
    return elements(array).stream()
        .mapToDouble(value -> value.isNumber() ? value.doubleValue() : Double.NaN)
        .toArray();
  }
}
