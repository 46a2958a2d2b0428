package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.carousel.cli.diagnose.report.NeedSections.Contexts;
import dev.carousel.cli.diagnose.report.NeedSections.Needed;
import dev.carousel.cli.diagnose.report.NeedSections.Rewards;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document of {@code diagnose --json}, and of a run that is watched: components are its keys,
 * in their order, for writing and for reading. A number that is not finite, was not measured or is
 * not there is null in the document and NaN here. Read from a file, any part may be missing: a list
 * of networks, layers, states or findings is empty then, another part null.
 *
 * @param carousel the version that wrote it
 * @param command that wrote it
 * @param commandLine that wrote it
 * @param date when it was written
 * @param settings that networks were trained with
 * @param dataset the sizes of the data
 * @param seed of everything random
 * @param data in one line
 * @param lag the longest that was measured, in steps
 * @param lossUnit of the losses, such as {@code nats per symbol}
 * @param rewards what the data rewards; null if that was not measured
 * @param comparison of the networks, in a sentence; null for a single one
 * @param notes for the reader, a sentence each
 * @param runs the networks, in their order
 * @param progress of a run that is watched; of no other there is this key
 */
public record Report(
    @Nullable String carousel,
    @Nullable String command,
    @Nullable String commandLine,
    @Nullable String date,
    @Nullable Map<String, Object> settings,
    @Nullable Map<String, Object> dataset,
    @Nullable Long seed,
    @Nullable String data,
    @Nullable Integer lag,
    @Nullable String lossUnit,
    @Nullable Rewards rewards,
    @Nullable String comparison,
    List<String> notes,
    List<Network> runs,
    @JsonInclude(Include.NON_NULL) @Nullable Progress progress) {

  /** A list that is missing is empty. */
  public Report {
    notes = orEmpty(notes);
    runs = orEmpty(runs);
  }

  static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  static String orUnknown(@Nullable String name) {
    return name == null ? "?" : name;
  }

  /** The same of a run that is watched. */
  public Report of(String ofCommand, Progress atProgress) {
    return new Report(
        carousel,
        ofCommand,
        commandLine,
        date,
        settings,
        dataset,
        seed,
        data,
        lag,
        lossUnit,
        rewards,
        comparison,
        notes,
        runs,
        atProgress);
  }

  /**
   * Where a run that is watched stands.
   *
   * @param state {@code waiting}, {@code training} or {@code ended}
   * @param reason why it has ended; null before
   * @param updates made so far
   * @param plannedUpdates 0 if only time decides
   * @param fraction of the run that is done
   * @param seconds in all its sessions
   * @param unit of the losses
   */
  public record Progress(
      @Nullable String state,
      @Nullable String reason,
      long updates,
      long plannedUpdates,
      double fraction,
      double seconds,
      double secondsLeft,
      double loss,
      double gradientNorm,
      double symbolsPerSecond,
      @Nullable String unit) {
    /** What a run that has ended is called. */
    public static final String ENDED = "ended";

    /** The same of a run that has ended. */
    public Progress ended(@Nullable String why) {
      return new Progress(
          ENDED,
          why,
          updates,
          plannedUpdates,
          fraction,
          seconds,
          secondsLeft,
          loss,
          gradientNorm,
          symbolsPerSecond,
          unit);
    }
  }

  /**
   * One network.
   *
   * @param updates that it was trained for; null if that is not known
   * @param contexts how its loss falls with the context; null if that was not measured
   * @param watch what was seen while it trained; without it there are none of its keys
   * @param changes what was tried; without it there are none of its keys
   */
  public record Network(
      @Nullable String name,
      @Nullable String cell,
      @Nullable Long parameters,
      @Nullable Boolean trained,
      @Nullable Long updates,
      double validLoss,
      @JsonInclude(Include.NON_NULL) @Nullable Forecast forecast,
      @Nullable Conclusion verdict,
      @Nullable Needed need,
      @Nullable Contexts contexts,
      List<Layer> layers,
      @Nullable List<LabSections.Step> steps,
      LabSections.@Nullable Attribution attribution,
      LabSections.@Nullable Truncation truncation,
      @JsonUnwrapped @Nullable WatchSections watch,
      List<Finding> findings,
      @JsonUnwrapped TrialSections.@Nullable Changes changes,
      @JsonInclude(Include.NON_NULL) TrialSections.@Nullable Clippers clippers) {
    /** A list that is missing is empty, and a group of keys none of which is there is null. */
    public Network {
      layers = orEmpty(layers);
      findings = orEmpty(findings);
      watch = watch == null || watch.isNothing() ? null : watch;
      changes = changes == null || changes.isNothing() ? null : changes;
    }
  }

  /**
   * What is concluded of a network.
   *
   * @param nothingToMend whether nothing was found
   * @param exploded whether its training did, so that figures may be missing
   * @param next what to do first; null if there is nothing
   */
  public record Conclusion(
      @Nullable String word,
      @Nullable String grade,
      @Nullable String layer,
      @Nullable String state,
      @Nullable String claim,
      @Nullable String sentence,
      boolean nothingToMend,
      boolean exploded,
      @Nullable NextStep next) {}

  /** A change to make. */
  public record NextStep(@Nullable String change, @Nullable String reason) {}

  /** What was foretold of a network, and what came of it; null where that cannot be said. */
  public record Forecast(
      int lag,
      double arriving,
      double timeScale,
      double carouselShare,
      @Nullable String outlook,
      @Nullable Calibration calibration,
      @Nullable List<Long> seeds,
      int unlikelySeeds,
      @Nullable Spread arrivingOverSeeds,
      @Nullable Spread carouselShareOverSeeds,
      double constantLoss,
      @Nullable Boolean learnt,
      @Nullable Boolean right) {}

  /** How many networks of the calibration had this outlook, and how many of them learnt. */
  public record Calibration(int runs, int learnt) {}

  /** A mean and a standard deviation over seeds. */
  public record Spread(double mean, double deviation) {}

  /**
   * One recurrent layer.
   *
   * @param dynamics what its states do along the data; without it there are none of its keys
   * @param normRatios how much of an error's norm its steps keep; if not measured there is no key
   */
  public record Layer(
      String name,
      int layer,
      boolean reverse,
      List<State> states,
      double recurrentLargestSingularValue,
      double spectralRadius,
      @Nullable List<Matrix> recurrentMatrices,
      @JsonUnwrapped LabSections.@Nullable Dynamics dynamics,
      @JsonInclude(Include.NON_NULL) LabSections.@Nullable NormRatio normRatios,
      @Nullable List<LabSections.Contributed> contributions) {
    /** A list that is missing is empty, and a group of keys none of which is there is null. */
    public Layer {
      name = orUnknown(name);
      states = orEmpty(states);
      dynamics = dynamics == null || dynamics.isNothing() ? null : dynamics;
    }
  }

  /** A recurrent matrix. */
  public record Matrix(@Nullable String name, double largestSingularValue, double spectralRadius) {}

  /**
   * One state's gradient by lag, relative to lag 0.
   *
   * @param growthPieces of how many pieces of data the interval is; null if there is none
   * @param horizonOnePercent the lag at which a hundredth is left; null if none is reached
   * @param left the share that is left at the lag that the grade looks at
   * @param carriedBy the state that carries the gradient in its place; null if none does
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
  public record State(
      String state,
      int samples,
      int @Nullable [] lags,
      double @Nullable [] gradient,
      double @Nullable [] carousel,
      double growthPerStep,
      double @Nullable [] growthCi95,
      @Nullable Integer growthPieces,
      double @Nullable [] growthMisfit95,
      double horizon,
      @Nullable Integer horizonOnePercent,
      double meanLag,
      @Nullable String verdict,
      @Nullable String grade,
      @Nullable Integer gradeLag,
      double left,
      @Nullable String carriedBy) {
    /** A name that is missing is a question mark. */
    public State {
      state = orUnknown(state);
    }
  }

  /** Something that was found. */
  public record Finding(
      String rule,
      @Nullable String title,
      @Nullable List<String> evidence,
      @Nullable String confidence,
      @Nullable String layer,
      @Nullable String subject,
      @Nullable List<Prescription> prescriptions) {
    /** A rule that is missing is a question mark. */
    public Finding {
      rule = orUnknown(rule);
    }
  }

  /**
   * A change that is prescribed.
   *
   * @param promise what it should better; null if nothing is promised
   * @param now the figure of the promise; NaN if it cannot be measured
   * @param verdict what came of it; null if it was not tried
   * @param refuted whether it was tried, judged and did not help
   */
  public record Prescription(
      @Nullable String change,
      @Nullable String reason,
      @Nullable String promise,
      @Nullable String unit,
      double now,
      @Nullable String verdict,
      boolean refuted) {}
}
