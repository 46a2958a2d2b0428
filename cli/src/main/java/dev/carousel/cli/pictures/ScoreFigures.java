package dev.carousel.cli.pictures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.carousel.metrics.QuantileFigures;
import dev.carousel.metrics.Reliability;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All scores that a page draws, computed. What does not apply is empty or null. Immutable and
 * thread-safe.
 *
 * @param cards one for each target, or one for all classes or symbols
 * @param left how many targets are left out of everything that is drawn
 * @param tables the metrics beside those of the baselines, one for each target
 * @param steps errors by step of the horizon, one for each target
 * @param backtest by origin
 * @param confusion which class was taken for which
 * @param classes each by itself; of many, those that occur most
 * @param reliability of probabilities
 * @param calibrationError the mean distance of probability and accuracy
 * @param coverage of quantiles and intervals, one for each target
 */
@JsonInclude(Include.NON_NULL)
public record ScoreFigures(
    List<Card> cards,
    int left,
    List<ScoreTable> tables,
    List<Lines> steps,
    @Nullable Backtest backtest,
    @Nullable ConfusionFigures confusion,
    List<ClassRow> classes,
    @Nullable Reliability reliability,
    @Nullable Double calibrationError,
    List<Coverage> coverage) {
  /** Copies the lists. */
  public ScoreFigures {
    cards = List.copyOf(cards);
    tables = List.copyOf(tables);
    steps = List.copyOf(steps);
    classes = List.copyOf(classes);
    coverage = List.copyOf(coverage);
  }

  /** The same with a backtest. */
  ScoreFigures with(Backtest of) {
    return new ScoreFigures(
        cards,
        left,
        tables,
        steps,
        of,
        confusion,
        classes,
        reliability,
        calibrationError,
        coverage);
  }

  /**
   * What is to be known first. Immutable and thread-safe.
   *
   * @param title the name of a target, or what is predicted
   * @param claim a sentence
   */
  public record Card(String title, String claim, List<Fact> facts) {
    /** Copies the list. */
    public Card {
      Objects.requireNonNull(title);
      Objects.requireNonNull(claim);
      facts = List.copyOf(facts);
    }
  }

  /** A figure in words. Immutable and thread-safe. */
  public record Fact(String name, String value) {
    /** Refuses null. */
    public Fact {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
    }

    /** The facts whose figures are defined, in their order. */
    static List<Fact> known(Fact... facts) {
      return Stream.of(facts).filter(each -> !each.value.startsWith("NaN")).toList();
    }
  }

  /** How a figure is written. */
  public enum Kind {
    COUNT,
    NUMBER,
    SHARE
  }

  /** A column of a table. Immutable and thread-safe. */
  public record Head(String name, Kind kind) {
    /** Refuses null. */
    public Head {
      Objects.requireNonNull(name);
      Objects.requireNonNull(kind);
    }
  }

  /**
   * A row of a table. Immutable and thread-safe.
   *
   * @param values one for each column; NaN where it is not defined
   */
  public record Row(String name, List<Double> values) {
    /** Copies the list. */
    public Row {
      Objects.requireNonNull(name);
      values = List.copyOf(values);
    }
  }

  /**
   * Metrics of the network, in the first row, and of baselines. Immutable and thread-safe.
   *
   * @param title the name of a target; empty for classes and symbols
   */
  public record ScoreTable(String title, List<Head> heads, List<Row> rows) {
    /** Copies the lists. */
    public ScoreTable {
      Objects.requireNonNull(title);
      heads = List.copyOf(heads);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A figure by step or by origin, from 1: of the network first, then of baselines. Immutable and
   * thread-safe.
   *
   * @param title the name of a target; empty for classes
   * @param kind of the figure
   * @param measure what it is called
   */
  public record Lines(String title, Kind kind, String measure, List<Row> rows) {
    /** Copies the list. */
    public Lines {
      Objects.requireNonNull(title);
      Objects.requireNonNull(kind);
      Objects.requireNonNull(measure);
      rows = List.copyOf(rows);
    }
  }

  /**
   * Errors by origin. Immutable and thread-safe.
   *
   * @param origins how many in each group
   * @param apart the rows from one to the next
   * @param groups how many have forecasts
   * @param lines one for each target
   */
  public record Backtest(int origins, int apart, int groups, List<Lines> lines) {
    /** Copies the list. */
    public Backtest {
      lines = List.copyOf(lines);
    }
  }

  /** One class against the rest. Immutable and thread-safe. */
  public record ClassRow(
      String name, long actual, long predicted, double precision, double recall, double f1) {
    /** Refuses null. */
    public ClassRow {
      Objects.requireNonNull(name);
    }
  }

  /**
   * How often truths lie where they are to lie. Immutable and thread-safe.
   *
   * @param title the name of a target
   * @param quantiles by level
   * @param intervals the widest first
   */
  public record Coverage(String title, List<QuantileFigures> quantiles, List<Interval> intervals) {
    /** Copies the lists. */
    public Coverage {
      Objects.requireNonNull(title);
      quantiles = List.copyOf(quantiles);
      intervals = List.copyOf(intervals);
    }
  }

  /**
   * An interval between quantiles. Immutable and thread-safe.
   *
   * @param nominal the share of the truths that is to be inside
   * @param coverage the share that is inside
   * @param width the mean width
   */
  public record Interval(double nominal, double coverage, double width) {}
}
