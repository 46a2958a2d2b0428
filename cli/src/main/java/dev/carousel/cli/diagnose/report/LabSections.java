package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a laboratory measured, as sections of a {@link Report}. */
@SuppressWarnings("ArrayRecordComponent") // carriers of numbers, never compared
public final class LabSections {
  private LabSections() {}

  /** What states of a layer do along the data. */
  public record Dynamics(
      @Nullable Exponents lyapunov,
      @Nullable List<Jacobian> jacobians,
      @Nullable List<TimeScale> timeScales,
      @Nullable List<Gate> gates,
      @Nullable List<StateUsed> stateUse) {

    boolean isNothing() {
      return lyapunov == null
          && jacobians == null
          && timeScales == null
          && gates == null
          && stateUse == null;
    }
  }

  /**
   * The Lyapunov exponents, falling.
   *
   * @param spread standard deviations over sequences
   * @param ci95 of each mean over sequences; null for one sequence
   * @param parallelInTime {@code yes}, {@code no} or {@code open}; null in reports from before 0.2
   */
  public record Exponents(
      double @Nullable [] exponents,
      double @Nullable [] spread,
      @JsonSetter(contentNulls = Nulls.SET) double @Nullable [] @Nullable [] ci95,
      int stateSize,
      int steps,
      int sequences,
      double kaplanYorkeDimension,
      double entropyBound,
      @Nullable String parallelInTime) {}

  /** The singular values of the Jacobian matrix of so many steps. */
  public record Jacobian(int lag, double @Nullable [] singularValues) {}

  /** By unit; NaN where nothing is lost. */
  public record TimeScale(String state, double @Nullable [] steps) {
    /** A name that is missing is a question mark. */
    public TimeScale {
      state = Report.orUnknown(state);
    }
  }

  /** By unit, the mean of a gate, and the shares of steps at which it is all but shut and open. */
  public record Gate(
      String gate, double @Nullable [] mean, double @Nullable [] left, double @Nullable [] right) {
    /** A name that is missing is a question mark. */
    public Gate {
      gate = Report.orUnknown(gate);
    }
  }

  /**
   * By unit, the shares of steps below -0.9 and above 0.9.
   *
   * @param norms by step
   * @param deadUnits null if that is not said
   */
  public record StateUsed(
      String state,
      double @Nullable [] left,
      double @Nullable [] right,
      double @Nullable [] norms,
      double drift,
      @Nullable Long deadUnits) {
    /** A name that is missing is a question mark. */
    public StateUsed {
      state = Report.orUnknown(state);
    }
  }

  /** How much of an error's norm each step keeps, and the penalty for what it does not. */
  public record NormRatio(double @Nullable [] ratio, double mean, double penalty) {}

  /** What each step adds to a parameter's gradient; its name is that within its layer. */
  public record Contributed(@Nullable String parameter, double @Nullable [] norms, double kept) {}

  /** The ordinary loss's gradient of a state by step: all of it, and what comes from above. */
  public record Step(
      @Nullable String layer,
      @Nullable String state,
      double @Nullable [] total,
      double @Nullable [] direct) {}

  /** The gradient of the input by lag. */
  public record Attribution(int @Nullable [] lags, double @Nullable [] gradient) {}

  /**
   * What shorter chunks make of the gradient.
   *
   * @param cosine that a chunk must reach
   * @param shortest the steps of the shortest that does; null if none does
   */
  public record Truncation(
      int steps, List<Chunk> chunks, double cosine, @Nullable Integer shortest) {
    /** A list that is missing is empty. */
    public Truncation {
      chunks = Report.orEmpty(chunks);
    }
  }

  /** A length of chunks that was tried. */
  public record Chunk(int steps, double cosine, double ratio) {}
}
