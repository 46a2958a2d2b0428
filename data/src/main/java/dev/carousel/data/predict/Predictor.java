package dev.carousel.data.predict;

import dev.carousel.data.DataCodec;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.table.TableOutput;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts with a model of a table, in the units of the data.
 *
 * <pre>{@code
 * Predictor predictor = Predictor.of(SavedModel.read(file), engine, Plugins.discover());
 * for (Prediction each : predictor.predict(frame)) {
 *   System.out.println(each.place().time() + " " + ((NumberPrediction) each).values());
 * }
 * }</pre>
 *
 * <p>The table is read as that of the training was: its roles, scales and classes are the model's.
 * Groups are read apart from each other. From every row that has enough rows before it, the rows
 * that follow it are predicted, also those beyond the end of the table. Without windows, the state
 * is carried from the first row of a group to its last; each window is read from a zero state, and
 * predicts from its last row.
 *
 * <p>Immutable and thread-safe. The engine must stay open.
 */
public final class Predictor {
  private final BoundNetwork network;
  private final TableCodec codec;

  private Predictor(BoundNetwork network, TableCodec codec) {
    this.network = network;
    this.codec = codec;
  }

  /**
   * A predictor with a saved model.
   *
   * @param plugins where its cell and its loss are found
   * @throws CarouselException if the model is not one of a table, or a plugin is missing
   */
  public static Predictor of(SavedModel model, Engine engine, Plugins plugins) {
    requireTable(model.codec());
    return of(model.bind(engine, plugins), model.codec());
  }

  /**
   * A predictor with a network in memory.
   *
   * @param codec how it reads data
   * @throws CarouselException if the codec is not one of a table
   */
  public static Predictor of(BoundNetwork network, DataCodec codec) {
    return new Predictor(network, requireTable(codec));
  }

  private static TableCodec requireTable(DataCodec codec) {
    if (codec instanceof TableCodec table) {
      return table;
    }
    throw CarouselException.usage("The model does not predict rows of a table.")
        .expected("a model that was trained on a table")
        .found("a model of " + codec.getClass().getSimpleName())
        .mend("sample writes with a model of a text, evaluate measures any model")
        .build();
  }

  /** How tables are read, and what is predicted. */
  public TableCodec codec() {
    return codec;
  }

  /** The columns to read of a table, and as what; targets may be absent unless they are inputs. */
  public Wanted wanted() {
    return codec.wanted();
  }

  /**
   * What {@link #wanted()} gives, before there is a network.
   *
   * @throws CarouselException if the codec is not one of a table
   */
  public static Wanted wanted(DataCodec codec) {
    return requireTable(codec).wanted();
  }

  /** The target columns, in the order of predicted numbers. */
  public List<String> targets() {
    return codec.outputs().stream().map(TableOutput::name).toList();
  }

  /** The classes, in the order of their probabilities; empty if numbers are predicted. */
  public List<String> classes() {
    return codec.classes();
  }

  /** The loss of the network, which says what its outputs stand for. */
  public HeadLoss loss() {
    return network.network().loss();
  }

  /** The levels of the predicted quantiles, ascending; empty if the loss has none. */
  public List<Double> levels() {
    return network.network().loss().levels();
  }

  /**
   * Reads a table, to predict from it.
   *
   * @throws CarouselException if a column is missing or of another type, an input cell is missing
   *     and the model does not allow that, or nothing can be predicted
   */
  public Forecast read(Frame frame) {
    return Forecast.of(network, codec, frame);
  }

  /**
   * Reads whole groups of a larger table, to predict from them. What is predicted from a group does
   * not depend on which others are in the frame, so a table can be parted between machines: the
   * usual distance of two rows is that of each group by itself, and too few rows to predict
   * anything are no error.
   *
   * @param frame with all rows of each of its groups
   * @throws CarouselException if a column is missing or of another type, or an input cell is
   *     missing and the model does not allow that
   */
  public Forecast readGroups(Frame frame) {
    return Forecast.ofGroups(network, codec, frame);
  }

  /**
   * All predictions from a table: group by group, in the order of time, and from each row in the
   * order of the horizon. {@link Forecast#forEach} holds fewer of them at once.
   *
   * @throws CarouselException as {@link #read} does
   */
  public List<Prediction> predict(Frame frame) {
    List<Prediction> all = new ArrayList<>();
    read(frame).forEach(all::add);
    return all;
  }

  /**
   * Goes on beyond the end of each group: all of {@link Forecast#beyond}, which holds fewer
   * predictions at once.
   *
   * @param steps how many rows beyond the end
   * @return group by group, each with the number of its row beyond the end as its step; a group
   *     with too few rows has none
   * @throws CarouselException as {@link #read} does, or if {@code steps} is less than 1, or an
   *     input would be needed whose later values nothing tells
   */
  public List<Prediction> beyond(Frame frame, int steps) {
    requireBeyond(codec, steps);
    List<Prediction> all = new ArrayList<>();
    read(frame).beyond(steps).forEach(all::add);
    return all;
  }

  /**
   * Refuses a model that cannot go on so many rows beyond the end, before a table is read.
   *
   * @param codec of the model
   * @throws CarouselException as {@link #beyond} does, whatever the table, or if the codec is not
   *     one of a table
   */
  public static void requireBeyond(DataCodec codec, int steps) {
    new ContinuationCheck(requireTable(codec), steps).requireModel();
  }

  /**
   * Answers rows one by one, as they come; see {@link Follower}. The states of as many groups are
   * kept as fit into a quarter of the heap, and of at most 1,000,000.
   *
   * @throws CarouselException if the network reads both ways without windows, or has inputs whose
   *     later values must be known
   */
  public Follower follow() {
    return follow(0);
  }

  /**
   * The same, with another bound on the groups.
   *
   * @param mostGroups the most groups whose states are kept; 0 for the usual bound
   * @throws CarouselException also if so many would take more than half of the heap
   */
  public Follower follow(int mostGroups) {
    return new Follower(network, codec, mostGroups);
  }

  /**
   * Answers the rows of groups whose states somebody else keeps; see {@link GroupFollowers}.
   *
   * @param model what tells this model from others, such as the checksum of its file: states of
   *     other models are refused
   * @throws CarouselException as {@link #follow()} does
   */
  public GroupFollowers followGroups(String model) {
    return new GroupFollowers(network, codec, model);
  }
}
