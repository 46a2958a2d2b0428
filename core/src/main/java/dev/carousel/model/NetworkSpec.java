package dev.carousel.model;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Loss;
import dev.carousel.spi.OptionSpec;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a network. Together with the parameters, it is all that a saved model needs.
 *
 * <pre>{@code
 * NetworkSpec spec = NetworkSpec.of(data.shape(), Lstm.cell().forgetBias(1)).units(64).layers(2);
 * Network network = Network.compile(engine, spec);
 * }</pre>
 *
 * <p>The cell's name, options and equations have one source, so they cannot contradict each other.
 * Immutable: each setting returns a new specification. Equal if all numbers and the names of the
 * cells are the same, and cells that no plugin provides are equal.
 */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.NONE,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonDeserialize(using = NetworkSpecReader.class)
@JsonPropertyOrder({
  "data",
  "cell",
  "units",
  "layers",
  "dropout",
  "bidirectional",
  "embedding",
  "loss",
  "embeddings",
  "dropouts",
  "stack",
  "pool",
  "tied"
})
public final class NetworkSpec {
  /** The default number of hidden units. */
  public static final int UNITS = 128;

  /** The default number of layers. */
  public static final int LAYERS = 1;

  /** The default dropout: none. */
  public static final double DROPOUT = 0;

  /** The default size of the embedding: symbols are one-hot. */
  public static final int EMBEDDING = 0;

  private final DataShape data;
  private final Stack stack;
  private final NetworkSizes sizes;
  private final LossSource loss;

  private NetworkSpec(DataShape data, Stack stack, NetworkSizes sizes, LossSource loss) {
    this.data = Objects.requireNonNull(data);
    this.stack = stack;
    this.sizes = sizes;
    this.loss = loss;
    sizes.requireFit(data);
  }

  /** The default sizes of the embeddings of all categories; see {@link #usualEmbedding}. */
  private static List<Integer> usual(DataShape data) {
    return data.categories().stream().map(NetworkSpec::usualEmbedding).toList();
  }

  /**
   * The default size of a category's embedding: half of its vocabulary, rounded up, and at most 50.
   * It is a rule of thumb, as other libraries have it.
   *
   * @param vocabulary the number of its values
   */
  public static int usualEmbedding(int vocabulary) {
    return Math.min(50, vocabulary / 2 + vocabulary % 2);
  }

  /** The specification in a saved model. */
  static NetworkSpec of(NetworkSpecReader.Layout read) {
    return new NetworkSpec(
        read.data(), read.layersOf(), read.sizes(), LossSource.named(read.loss()));
  }

  private static NetworkSpec of(DataShape data, CellSource source) {
    return of(data, Stack.alike(source, UNITS, LAYERS));
  }

  /**
   * A network of layers that may differ.
   *
   * @param data what it reads and predicts
   * @param stack the layers, the lowest first
   */
  public static NetworkSpec of(DataShape data, Stack stack) {
    NetworkSizes usual =
        new NetworkSizes(
            DROPOUT, false, EMBEDDING, usual(data), DropoutKinds.NONE, Pool.LAST, false);
    return new NetworkSpec(data, stack, usual, LossSource.named(""));
  }

  /**
   * A network of a built-in cell, or of any other cell with a provider, with default sizes.
   *
   * @param data what it reads and predicts
   */
  public static NetworkSpec of(DataShape data, Chosen<Cell> cell) {
    return of(data, new CellSource.Plugged(cell));
  }

  /**
   * A network whose cell is known only by its name, with default sizes; see {@link #from}.
   *
   * @param data what it reads and predicts
   */
  public static NetworkSpec of(DataShape data, PluginRef cell) {
    return of(data, new CellSource.Named(cell));
  }

  /**
   * A network of equations that no plugin provides, with default sizes: for research. The cell is
   * named after its class. The network can be trained and measured, but not saved.
   *
   * @param data what it reads and predicts
   */
  public static NetworkSpec of(DataShape data, Cell cell) {
    return of(data, new CellSource.Own(cell));
  }

  /**
   * The same network with this number of hidden units in all layers.
   *
   * @param units of each layer and direction, H
   * @throws CarouselException if there are fewer than 1 or more than 65,536
   */
  public NetworkSpec units(int units) {
    return with(stack.units(units));
  }

  /**
   * The same network with this number of recurrent layers.
   *
   * @throws CarouselException if there are fewer than 1 or more than 1000, or layers differ
   */
  public NetworkSpec layers(int layers) {
    return with(stack.repeated(layers));
  }

  /**
   * The same network with another dropout.
   *
   * @param dropout the share of each layer's outputs that training drops before the next layer or
   *     the head, with a new choice for every element and step. Nothing is dropped from step to
   *     step (Zaremba and others, 2014). PyTorch's own layers have no dropout before the head
   * @throws CarouselException if it is less than 0, or 1 or more
   */
  public NetworkSpec dropout(double dropout) {
    return with(sizes.dropout(dropout));
  }

  /**
   * The same network with other kinds of dropout beside that between layers.
   *
   * @param kinds instead of those that it had
   */
  public NetworkSpec dropouts(DropoutKinds kinds) {
    return with(sizes.kinds(kinds));
  }

  /** The same network, with or without layers that also read the sequence backwards. */
  public NetworkSpec bidirectional(boolean bidirectional) {
    return with(sizes.bidirectional(bidirectional));
  }

  /**
   * The same network with another embedding: of its symbols, or of each of its categories. Each
   * category has an embedding of its own, whose output stands beside the numbers of the step.
   *
   * @param embedding the size of the vectors that symbols are embedded in; 0 for one-hot symbols
   * @throws CarouselException if the data are numbers alone, or the size is out of bounds
   */
  public NetworkSpec embedding(int embedding) {
    List<Integer> all = Collections.nCopies(data.categories().size(), embedding);
    return data.categories().isEmpty() ? with(sizes.embedding(embedding)) : embeddings(all);
  }

  /**
   * The same network with other embeddings of its categories.
   *
   * @param embeddings for each category the size of the vectors that it is embedded in; 0 for a
   *     one-hot category. The default is {@link #usualEmbedding}
   * @throws CarouselException if there are more or fewer than categories, or one is out of bounds
   */
  public NetworkSpec embeddings(List<Integer> embeddings) {
    return with(sizes.embeddings(embeddings));
  }

  /**
   * The same network, whose predictions at the end of a sequence are made of other outputs.
   *
   * @throws CarouselException if it predicts at every step, and this is not {@link Pool#LAST}
   */
  public NetworkSpec pool(Pool pool) {
    return with(sizes.pool(pool));
  }

  /**
   * The same network, whose head multiplies by the matrix of the embedding, or by its own (Press
   * and Wolf, 2017). The shared matrix starts from normal numbers of standard deviation {@code 1 /
   * sqrt(embedding)}. When the network is compiled, its embedding must have the size of what the
   * head reads.
   *
   * @throws CarouselException if the data are not the same symbols in and out
   */
  public NetworkSpec tied(boolean tied) {
    return with(sizes.tied(tied));
  }

  private NetworkSpec with(NetworkSizes other) {
    return new NetworkSpec(data, stack, other, loss);
  }

  private NetworkSpec with(Stack other) {
    return new NetworkSpec(data, other, sizes, loss);
  }

  /**
   * The same network that minimises another loss. By default, it is the log loss of classes and the
   * squared error of numbers.
   */
  public NetworkSpec loss(Chosen<Loss> loss) {
    return withLoss(new LossSource.Plugged(loss));
  }

  /** The same network with a loss known only by its name; see {@link #from}. */
  public NetworkSpec loss(PluginRef loss) {
    return withLoss(new LossSource.Named(loss));
  }

  /**
   * The same network with a loss that no plugin provides: for research. The network can be trained
   * and measured, but not saved.
   */
  public NetworkSpec loss(Loss loss) {
    return withLoss(new LossSource.Own(loss));
  }

  private NetworkSpec withLoss(LossSource other) {
    return new NetworkSpec(data, stack, sizes, other);
  }

  /**
   * The same network, ready to be compiled: a cell or a loss known only by its name, as in a saved
   * model, is looked up among these plugins. Others are unchanged.
   *
   * @throws CarouselException if there is no such cell or loss
   */
  public NetworkSpec from(Plugins plugins) {
    Stack found = stack.isUniform() ? stack.found(plugins) : stack.from(plugins);
    return new NetworkSpec(data, found, sizes, loss.from(plugins));
  }

  /**
   * Refuses a network that could not be read again; call it before a long training.
   *
   * @throws CarouselException if no plugin provides the cell, or the loss
   */
  public void requireSavable() {
    stack.layers().forEach(layer -> layer.source().requireSavable());
    loss.requireSavable();
  }

  Loss makeLoss() {
    return loss.make(data);
  }

  /** What it reads and predicts. */
  @JsonProperty
  public DataShape data() {
    return data;
  }

  /** The recurrent layers. */
  public Stack stack() {
    return stack;
  }

  /**
   * The cell's name: as a user writes it ({@code lstm:forget-bias=1}), or that of its class. If
   * layers differ, the text of the {@link #stack}.
   */
  public String cell() {
    return stack.isUniform() ? stack.lowest().cell() : stack.toString();
  }

  /** The number of hidden units of each direction of the largest layer, H. */
  public int units() {
    return stack.units();
  }

  /** The number of recurrent layers. */
  public int layers() {
    return stack.layers().size();
  }

  @JsonProperty("cell")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private @Nullable String writtenCell() {
    return stack.isUniform() ? cell() : null;
  }

  @JsonProperty("units")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private @Nullable Integer writtenUnits() {
    return stack.isUniform() ? units() : null;
  }

  @JsonProperty("layers")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private @Nullable Integer writtenLayers() {
    return stack.isUniform() ? layers() : null;
  }

  @JsonProperty("stack")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private String writtenStack() {
    return stack.isUniform() ? "" : stack.toString();
  }

  /** The share of each layer's outputs that is dropped in training; see {@link #dropout}. */
  @JsonProperty
  public double dropout() {
    return sizes.dropout();
  }

  /** What training drops beside the outputs of layers. */
  public DropoutKinds dropouts() {
    return sizes.kinds();
  }

  @JsonProperty("dropouts")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private @Nullable DropoutKinds savedDropouts() {
    return dropouts().isNone() ? null : dropouts();
  }

  /** Whether each layer also reads the sequence backwards. */
  @JsonProperty
  public boolean bidirectional() {
    return sizes.bidirectional();
  }

  /** The size of the vectors that symbols are embedded in; 0 for one-hot symbols. */
  @JsonProperty
  public int embedding() {
    return sizes.embedding();
  }

  /**
   * The loss's name, as a user writes it ({@code huber:delta=1}), or that of its class; empty if
   * none is chosen.
   */
  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public String loss() {
    return loss.name();
  }

  /** For each category the size of the vectors that it is embedded in; 0 for a one-hot category. */
  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public List<Integer> embeddings() {
    return sizes.embeddings();
  }

  /** What a prediction at the end of a sequence is made of. */
  public Pool pool() {
    return sizes.pool();
  }

  @JsonProperty("pool")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private String writtenPool() {
    return pool() == Pool.LAST ? "" : OptionSpec.text(pool());
  }

  /** Whether the head multiplies by the matrix of the embedding. */
  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public boolean tied() {
    return sizes.tied();
  }

  /** Whether the first version of Carousel can read it. */
  boolean isOfFirstKind() {
    return stack.isUniform() && pool() == Pool.LAST && !tied();
  }

  /** The number of directions of each layer. */
  public int directions() {
    return bidirectional() ? 2 : 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkSpec spec
        && data.equals(spec.data)
        && stack.equals(spec.stack)
        && sizes.equals(spec.sizes)
        && loss().equals(spec.loss())
        && Objects.equals(ownLoss(), spec.ownLoss());
  }

  private @Nullable Loss ownLoss() {
    return loss instanceof LossSource.Own own ? own.loss() : null;
  }

  @Override
  public int hashCode() {
    return Objects.hash(data, stack, sizes, loss());
  }

  /** For instance {@code 2 x lstm of 64 units; 27 symbols in, 27 classes out at every step}. */
  @Override
  public String toString() {
    String layers =
        stack.isUniform() ? layers() + " x " + cell() + " of " + units() + " units" : cell();
    return layers
        + (pool() == Pool.LAST ? "" : ", " + OptionSpec.text(pool()) + " over steps")
        + (tied() ? ", embedding and head tied" : "")
        + (bidirectional() ? ", bidirectional" : "")
        + "; "
        + data
        + (loss().isEmpty() ? "" : "; loss " + loss());
  }
}
