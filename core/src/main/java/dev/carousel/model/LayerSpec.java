package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One layer of a {@link Stack}: a cell, its size, and what stands around it. For an input x of a
 * step, the layer hands up
 *
 * <pre>
 * y = map(cell(norm(x))) + x
 * </pre>
 *
 * where norm, map and the sum with x are each left out by default. They act on each step alone, in
 * the language of cells, so that every engine differentiates them.
 *
 * <p>As text, a layer is its cell with these words among the cell's options: {@code
 * mingru:units=64,pre-norm=layer,map=glu,residual=true}. Immutable; equal if the cells' names and
 * all words are, and cells that no plugin provides are equal.
 */
public final class LayerSpec {
  private static final String UNITS = "units";
  private static final String PRE_NORM = "pre-norm";
  private static final String MAP = "map";
  private static final String MAP_WIDTH = "map-width";
  private static final String RESIDUAL = "residual";
  private static final double WIDEST = 64;

  /** The words of a layer, in the order in which they are written. */
  private static final List<OptionSpec> WORDS =
      List.of(
          OptionSpec.integer(
              UNITS, NetworkSpec.UNITS, 1, NetworkSizes.MOST_UNITS, "hidden units, H"),
          OptionSpec.choice(
              PRE_NORM, Norm.NONE, Norm.class, "normalises what the cell reads, at each step"),
          OptionSpec.choice(
              MAP, StepMap.NONE, StepMap.class, "a gated map of what the cell hands up"),
          OptionSpec.real(
              MAP_WIDTH,
              1,
              1.0 / WIDEST,
              WIDEST,
              "inner size of the map, in sizes of what the cell hands up"),
          OptionSpec.toggle(RESIDUAL, false, "adds what the layer reads to what it hands up"));

  /** How the input of a cell is normalised, over the elements of each step. */
  public enum Norm {
    /** Not at all. */
    NONE,
    /** To mean 0 and variance 1, then times a gain, plus a bias (Ba, Kiros and Hinton, 2016). */
    LAYER,
    /** To a mean square of 1, then times a gain (Zhang and Sennrich, 2019). */
    RMS
  }

  /** A map of what a cell hands up, at each step. */
  public enum StepMap {
    /** None. */
    NONE,
    /**
     * A gated linear unit (Dauphin and others, 2017): {@code (V y + c) * sigmoid(W y + b)}. With a
     * width other than 1 it has as many times more elements, and a linear map leads back.
     */
    GLU
  }

  private final CellSource source;

  /** The words given, as they are written. */
  private final Map<String, String> given;

  private final Options words;

  private LayerSpec(CellSource source, Map<String, String> given) {
    this.source = source;
    this.words = Options.of("layer of " + source.name(), WORDS, given);
    Map<String, String> canonical = new LinkedHashMap<>();
    for (OptionSpec word : WORDS) {
      String value = word.canonical(given.getOrDefault(word.name(), word.defaultValue()));
      if (word.name().equals(UNITS) || !value.equals(word.canonical(word.defaultValue()))) {
        canonical.put(word.name(), value);
      }
    }
    this.given = canonical;
    if (canonical.containsKey(MAP_WIDTH) && map() == StepMap.NONE) {
      throw CarouselException.usage("The layer of " + source.name() + " has no map.")
          .expected(MAP_WIDTH + " beside " + MAP + "=glu")
          .found(MAP_WIDTH + "=" + canonical.get(MAP_WIDTH) + " alone")
          .mend("add " + MAP + "=glu, or leave out " + MAP_WIDTH)
          .build();
    }
  }

  /** A layer of a built-in cell, or of any other cell with a provider, with 128 units. */
  public static LayerSpec of(Chosen<Cell> cell) {
    return of(new CellSource.Plugged(cell));
  }

  /** A layer of equations that no plugin provides: for research. It cannot be saved. */
  public static LayerSpec of(Cell cell) {
    return of(new CellSource.Own(cell));
  }

  static LayerSpec of(CellSource source) {
    return new LayerSpec(source, Map.of());
  }

  /**
   * Reads {@code id:key=value,key=value}: the words of a layer, and options of its cell.
   *
   * @throws CarouselException if the text is malformed, or the value of a word is not allowed
   */
  static LayerSpec parse(String text) {
    PluginRef all = PluginRef.parse(text);
    Map<String, String> words = new LinkedHashMap<>(all.options());
    Map<String, String> options = new LinkedHashMap<>(all.options());
    words.keySet().retainAll(wordNames());
    options.keySet().removeAll(wordNames());
    return new LayerSpec(new CellSource.Named(new PluginRef(all.id(), options)), words);
  }

  /** The words that describe a layer, beside the options of its cell. */
  static Set<String> wordNames() {
    return WORDS.stream().map(OptionSpec::name).collect(Collectors.toSet());
  }

  private LayerSpec with(String word, Object value) {
    Map<String, String> other = new LinkedHashMap<>(given);
    other.put(word, OptionSpec.text(value));
    return new LayerSpec(source, other);
  }

  /**
   * The same layer with this number of hidden units.
   *
   * @param units of each direction, H
   * @throws CarouselException if there are fewer than 1 or more than 65,536
   */
  public LayerSpec units(int units) {
    NetworkSizes.require(UNITS, units, 1, NetworkSizes.MOST_UNITS);
    return with(UNITS, units);
  }

  /** The same layer, which adds what it reads to what it hands up, or not. */
  public LayerSpec residual(boolean residual) {
    return with(RESIDUAL, residual);
  }

  /** The same layer with another norm of what its cell reads. */
  public LayerSpec preNorm(Norm norm) {
    return with(PRE_NORM, norm);
  }

  /** The same layer with a map of what its cell hands up; of width 1 unless there was a map. */
  public LayerSpec map(StepMap map) {
    return with(MAP, map);
  }

  /**
   * The same layer, whose map has another inner size.
   *
   * @param width in sizes of what the cell hands up, from 1/64 to 64
   * @throws CarouselException if it is out of bounds, or there is no map
   */
  public LayerSpec mapWidth(double width) {
    return with(MAP_WIDTH, width);
  }

  /**
   * The same layer with its cell looked up among plugins, if it is known only by its name.
   *
   * @throws CarouselException if there is no such cell or option
   */
  LayerSpec from(Plugins plugins) {
    if (source instanceof CellSource.Named named) {
      Set<String> known =
          plugins
              .choose(PluginKind.CELL, new PluginRef(named.ref().id(), Map.of()))
              .complete()
              .ref()
              .options()
              .keySet();
      named.ref().options().keySet().stream()
          .filter(option -> !known.contains(option))
          .findFirst()
          .ifPresent(
              option -> {
                throw unknown(named.ref().id(), option, known);
              });
    }
    return new LayerSpec(source.from(plugins), given);
  }

  private static CarouselException unknown(String cell, String option, Collection<String> known) {
    Set<String> all = new TreeSet<>(known);
    all.addAll(wordNames());
    return CarouselException.usage(
            "Neither the cell " + cell + " nor a layer has an option '" + option + "'.")
        .expected(
            "words of a layer: "
                + joined(wordNames())
                + "; options of "
                + cell
                + ": "
                + (known.isEmpty() ? "none" : joined(known)))
        .found("'" + option + "'")
        .mend(
            NearestWord.of(option, all)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("leave it out"))
        .build();
  }

  private static String joined(Collection<String> words) {
    return String.join(", ", new TreeSet<>(words));
  }

  /**
   * Refuses a cell that has an option of the same name as a word of this layer: as text, the layer
   * would mean two things.
   */
  void requireDistinctWords() {
    if (source instanceof CellSource.Plugged plugged) {
      Set<String> both = new TreeSet<>(given.keySet());
      both.retainAll(plugged.chosen().complete().ref().options().keySet());
      for (String word : both) {
        throw CarouselException.usage("The word '" + word + "' has two meanings in a stack.")
            .expected("cells whose options differ from the words of a layer")
            .found(
                "'%s' of the layer, and the option '%s' of the cell %s"
                    .formatted(word, word, plugged.chosen().ref().id()))
            .mend("give the cell's option another name, or use the cell without a stack")
            .build();
      }
    }
  }

  /** The same layer, with all options of its cell given, if a plugin provides it. */
  LayerSpec complete() {
    return source instanceof CellSource.Plugged plugged
        ? new LayerSpec(new CellSource.Plugged(plugged.chosen().complete()), given)
        : this;
  }

  CellSource source() {
    return source;
  }

  /** The cell's name: {@code lstm:forget-bias=1}. */
  public String cell() {
    return source.name();
  }

  /** The number of hidden units of each direction, H. */
  public int units() {
    return words.integer(UNITS);
  }

  /** How the input of the cell is normalised. */
  public Norm preNorm() {
    return words.choice(PRE_NORM, Norm.class);
  }

  /** What follows the cell. */
  public StepMap map() {
    return words.choice(MAP, StepMap.class);
  }

  /** The inner size of the map, in sizes of what the cell hands up. */
  public double mapWidth() {
    return words.real(MAP_WIDTH);
  }

  /** Whether the layer adds what it reads to what it hands up. */
  public boolean residual() {
    return words.toggle(RESIDUAL);
  }

  /** Whether the layer is its cell alone. */
  boolean isPlain() {
    return given.size() == 1;
  }

  /** The equations of the layer around those of its cell. */
  Cell around(Cell cell) {
    return isPlain() ? cell : new BlockCell(cell, this);
  }

  /** The canonical text, which a {@link Stack} reads. */
  @Override
  public String toString() {
    String words =
        given.entrySet().stream()
            .map(word -> word.getKey() + "=" + word.getValue())
            .collect(Collectors.joining(","));
    return cell() + (cell().indexOf(':') < 0 ? ":" : ",") + words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerSpec layer
        && cell().equals(layer.cell())
        && given.equals(layer.given)
        && Objects.equals(source.own(), layer.source.own());
  }

  @Override
  public int hashCode() {
    return Objects.hash(cell(), given);
  }
}
