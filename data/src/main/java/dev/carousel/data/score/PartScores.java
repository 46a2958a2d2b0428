package dev.carousel.data.score;

import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.table.PartRows;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.error.CarouselException;
import dev.carousel.metrics.EvaluationScores;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.HeadLoss;
import dev.carousel.train.Evaluation;
import dev.carousel.train.Scores;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How well a network predicts a part of its data: the loss, and metrics in the units of the data,
 * beside naive baselines on the same rows. Both are of the same predictions, which {@link
 * Evaluation} makes. Immutable and thread-safe.
 *
 * <pre>{@code
 * PartScores scores = PartScores.of(network, data, data.validation(), ScorePlan.USUAL);
 * if (scores.metrics() instanceof NumberScores numbers) {
 *   double error = numbers.targets().get(0).figures().mae();
 * }
 * }</pre>
 *
 * @param scores the loss, in the units of the network
 * @param metrics of numbers, classes, or the symbols of a text
 * @param backtest null if none was asked for
 * @param samples some of the predictions of a table, to be drawn; null if none were asked for, or
 *     the data is not a table
 */
public record PartScores(
    Scores scores,
    EvaluationScores metrics,
    @Nullable BacktestScores backtest,
    @Nullable PredictionSamples samples) {
  /** Refuses null. */
  public PartScores {
    Objects.requireNonNull(scores);
    Objects.requireNonNull(metrics);
  }

  /**
   * Evaluates a network.
   *
   * @param data which the part belongs to; its training part tells what is usual
   * @param part not empty
   * @throws CarouselException if the plan asks for a season where nothing has one, or for a
   *     backtest from more origins than the part has
   */
  public static PartScores of(BoundNetwork network, Dataset data, Part part, ScorePlan plan) {
    return of(network, data, part, plan, null);
  }

  /**
   * Evaluates a network, and keeps some predictions.
   *
   * @param samples how many predictions to keep; null for none
   * @throws CarouselException as {@link #of(BoundNetwork, Dataset, Part, ScorePlan)} does
   */
  public static PartScores of(
      BoundNetwork network, Dataset data, Part part, ScorePlan plan, @Nullable SampleSize samples) {
    require(plan, data);
    if (data instanceof TableDataset table) {
      return ofTable(network, table, part, plan, samples);
    }
    HeadLoss loss = network.network().loss();
    int size = data.shape().outputFeatures();
    TrainingTargets training = TrainingTargets.of(data.training(), size);
    if (data.codec() instanceof Vocabulary) {
      TextTally tally = TextTally.of(part, training.mostFrequent());
      Scores scores = Evaluation.scores(network, part, tally);
      return new PartScores(scores, tally.scores(scores.loss(), loss.isLogLoss()), null, null);
    }
    ArrayTally tally = ArrayTally.of(training, loss, data.shape().symbolsOut(), size);
    Scores scores = Evaluation.scores(network, part, tally);
    return new PartScores(scores, tally.scores(), null, null);
  }

  /**
   * Refuses a plan that has no effect on some data, before anything is read with a network.
   *
   * @throws CarouselException if it asks for a season or a backtest of data that has none
   */
  public static void require(ScorePlan plan, Dataset data) {
    if (data.codec() instanceof TableCodec codec) {
      requireSeason(plan, codec);
      if (plan.backtest() != null) {
        Origins.requireRows(codec);
      }
      return;
    }
    String found = data.codec() instanceof Vocabulary ? "a text" : "data that is not a table";
    if (plan.season() != null) {
      throw noSeason(found + " has");
    }
    if (plan.backtest() != null) {
      throw Origins.refused("a table whose rows are predicted from those before them", found);
    }
  }

  /** Refuses a season where whole groups are labelled. */
  static void requireSeason(ScorePlan plan, TableCodec codec) {
    if (plan.season() != null && codec.labelsGroups()) {
      throw noSeason("labels of groups have");
    }
  }

  private static CarouselException noSeason(String what) {
    return CarouselException.usage("--season has no effect here: " + what + " no season.")
        .mend("leave out --season")
        .build();
  }

  private static PartScores ofTable(
      BoundNetwork network,
      TableDataset data,
      Part part,
      ScorePlan plan,
      @Nullable SampleSize size) {
    PartRows rows =
        data.rows(part).orElseThrow(() -> new IllegalArgumentException("the part is empty"));
    NaiveValues naive = new NaiveValues(data.codec(), rows.truth(), plan.season());
    HeadLoss loss = network.network().loss();
    Board whole = Board.of(data.codec(), loss, naive.baselines(), naiveErrors(data, plan));
    Origins origins = plan.backtest() == null ? null : Origins.of(rows, plan.backtest());
    Sampler sampler = size == null ? null : sampler(rows, naive, loss.levels(), size);
    TableTally tally = new TableTally(rows, naive, whole, origins, sampler);
    Scores scores = Evaluation.scores(network, part, tally);
    return new PartScores(
        scores,
        whole.scores(),
        backtest(tally, origins),
        sampler == null ? null : sampler.samples());
  }

  private static Sampler sampler(
      PartRows rows, NaiveValues naive, List<Double> levels, SampleSize size) {
    SampledRows sampled =
        SampledRows.of(rows.table(), rows::firstOrigin, rows::lastOrigin, size, null);
    return new Sampler(sampled, rows.truth(), naive, levels, naive.baselines());
  }

  private static double[] naiveErrors(TableDataset data, ScorePlan plan) {
    double[] errors = new double[data.codec().outputs().size()];
    int season = plan.season() == null ? 1 : plan.season();
    if (!data.codec().predictsClasses()) {
      Arrays.setAll(errors, output -> data.naiveError(output, season));
    }
    return errors;
  }

  private static @Nullable BacktestScores backtest(TableTally tally, @Nullable Origins origins) {
    if (origins == null) {
      return null;
    }
    Board all = tally.whole().another();
    tally.byOrigin().forEach(all::addAll);
    return new BacktestScores(
        origins.count(),
        origins.apart(),
        origins.groups(),
        all.scores(),
        tally.byOrigin().stream().map(Board::scores).toList());
  }
}
