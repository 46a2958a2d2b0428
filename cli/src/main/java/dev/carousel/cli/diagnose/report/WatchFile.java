package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.LossCurve;
import dev.carousel.flow.training.UpdateRatios;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.io.InputFiles;
import dev.carousel.io.internal.BoundedJson;
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
import org.jspecify.annotations.Nullable;

/**
 * What a run's folder knows of its training: the sections that {@link WatchJson} wrote. Of each
 * measurement the file keeps the gradient by lag alone.
 */
public final class WatchFile {
  /** Carousel writes a hundredth of it. */
  private static final int LARGEST = 32 << 20;

  private static final ReportReader READER = new ReportReader(LARGEST, 1L << 20);

  private WatchFile() {}

  /**
   * Reads what was seen of a run.
   *
   * @return empty if the run was not watched, or not for a single update
   * @throws CarouselException if the file is not what was written
   */
  public static Optional<WatchReport> read(RunFolder folder) {
    try {
      return report(folder).map(WatchFile::watch).map(WatchFile::seen);
    } catch (IllegalArgumentException damaged) {
      throw damaged(folder.flow(), damaged);
    }
  }

  /**
   * All of the file of a run.
   *
   * @return empty if the run was not watched, or not for a single update
   * @throws CarouselException if the file is not what was written
   */
  public static Optional<Report> document(RunFolder folder) {
    return read(folder).isEmpty() ? Optional.empty() : report(folder);
  }

  private static Optional<Report> report(RunFolder folder) {
    Path file = folder.flow();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    InputFiles.requireNoDevice(file);
    try {
      JsonNode tree = READER.tree(file);
      return tree.isObject() ? Optional.of(READER.report(tree)) : Optional.empty();
    } catch (JsonProcessingException | CharacterCodingException damaged) {
      throw damaged(file, damaged);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Null if there is none. */
  private static @Nullable WatchSections watch(Report report) {
    WatchSections watch = report.runs().isEmpty() ? null : report.runs().get(0).watch();
    return watch == null || watch.clipping() == null ? null : watch;
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

  private static WatchReport seen(WatchSections watch) {
    return new WatchReport(
        clipping(required("clipping", watch.clipping())),
        ratios(required("updateRatios", watch.updateRatios())),
        history(required("history", watch.history())),
        losses(required("losses", watch.losses())));
  }

  /** Refuses what is missing. */
  private static <T> T required(String key, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("no '" + key + "' where there must be one");
    }
    return value;
  }

  /** One figure for each update. */
  private static double[] row(String key, double @Nullable [] numbers, int size) {
    double[] row = required(key, numbers);
    requireSize(row.length, size);
    return row;
  }

  private static int[] row(String key, int @Nullable [] numbers, int size) {
    int[] row = required(key, numbers);
    requireSize(row.length, size);
    return row;
  }

  private static void requireSize(int found, int size) {
    if (found != size) {
      throw new IllegalArgumentException(found + " numbers in a row of " + size);
    }
  }

  private static ClipReport clipping(WatchSections.Clipping found) {
    long[] updates = required("updates", found.updates());
    double[] before = row("before", found.before(), updates.length);
    double[] after = row("after", found.after(), updates.length);
    double[] cosine = row("cosine", found.cosine(), updates.length);
    List<ClipReport.Entry> entries = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      entries.add(ClipReport.Entry.of(updates[i], before[i], after[i], cosine[i]));
    }
    return new ClipReport(
        required("seen", found.seen()),
        required("clipped", found.clipped()),
        entries,
        required("dominant", found.dominant()).stream()
            .map(s -> new ClipReport.Share(required("parameter", s.parameter()), s.share()))
            .toList(),
        steps(required("steps", found.steps())));
  }

  private static List<ClipReport.StepShare> steps(WatchSections.DominantSteps found) {
    long[] updates = required("updates", found.updates());
    int[] step = row("step", found.step(), updates.length);
    int[] of = row("of", found.of(), updates.length);
    double[] share = row("share", found.share(), updates.length);
    List<ClipReport.StepShare> steps = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      steps.add(new ClipReport.StepShare(updates[i], step[i], of[i], share[i]));
    }
    return steps;
  }

  /** By update, where the file has them by parameter. */
  private static List<UpdateRatios.Point> ratios(List<WatchSections.UpdateRatio> found) {
    Map<Long, Map<String, Double>> byUpdate = new LinkedHashMap<>();
    for (WatchSections.UpdateRatio parameter : found) {
      long[] updates = required("updates", parameter.updates());
      double[] ratios = row("ratios", parameter.ratios(), updates.length);
      String name = required("parameter", parameter.parameter());
      for (int i = 0; i < updates.length; i++) {
        byUpdate.computeIfAbsent(updates[i], u -> new LinkedHashMap<>()).put(name, ratios[i]);
      }
    }
    return byUpdate.entrySet().stream()
        .map(point -> new UpdateRatios.Point(point.getKey(), point.getValue()))
        .toList();
  }

  private static List<FlowHistory.Point> history(WatchSections.History found) {
    long[] updates = required("updates", found.updates());
    int lags = required("lags", found.lags()).length;
    List<WatchSections.StateHistory> states = required("states", found.states());
    List<FlowHistory.Point> points = new ArrayList<>();
    for (int i = 0; i < updates.length; i++) {
      points.add(
          new FlowHistory.Point(updates[i], new FlowReport(lags - 1, layers(states, i, lags))));
    }
    return points;
  }

  private static List<LayerFlow> layers(
      List<WatchSections.StateHistory> states, int point, int lags) {
    Map<String, List<StateFlow>> byLayer = new LinkedHashMap<>();
    for (WatchSections.StateHistory state : states) {
      double[] unknown = new double[lags];
      Arrays.fill(unknown, Double.NaN);
      double[] gradient = row("gradient", gradients(state, point), lags);
      String name = required("state", state.state());
      byLayer
          .computeIfAbsent(required("layer", state.layer()), layer -> new ArrayList<>())
          .add(new StateFlow(name, gradient, unknown, 0, null, Verdict.UNMEASURED));
    }
    List<LayerFlow> layers = new ArrayList<>();
    byLayer.forEach(
        (name, flows) -> layers.add(new LayerFlow(name, layers.size(), false, flows, List.of())));
    return layers;
  }

  private static double @Nullable [] gradients(WatchSections.StateHistory state, int point) {
    double[] @Nullable [] all = required("gradient", state.gradient());
    return point < all.length ? all[point] : null;
  }

  private static LossCurve.Losses losses(WatchSections.Losses found) {
    long[] updates = required("updates", found.updates());
    return new LossCurve.Losses(
        known(updates, row("train", found.train(), updates.length)),
        known(updates, row("valid", found.valid(), updates.length)));
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
}
