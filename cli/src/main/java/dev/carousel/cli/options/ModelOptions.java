package dev.carousel.cli.options;

import dev.carousel.data.DataShape;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Pool;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the network. */
public final class ModelOptions {
  private static final String CELL = "lstm";

  @Option(
      names = "--cell",
      paramLabel = "ID",
      description = "Cell: lstm:forget-bias=1 ('carousel plugins cells'); by default lstm")
  private final List<String> cells = new ArrayList<>();

  @Option(
      names = "--units",
      paramLabel = "N",
      defaultValue = "" + NetworkSpec.UNITS,
      description = "Hidden units of each layer and direction")
  private int units;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "" + NetworkSpec.LAYERS,
      description = "Layers")
  private int layers;

  @Option(
      names = "--stack",
      paramLabel = "LAYERS",
      description = {
        "Layers that differ, in place of --cell, --units and --layers, the lowest first:",
        "'mingru:units=64,map=glu > lstm:units=64,residual=true > gru:units=32'"
      })
  private @Nullable String stack;

  @Mixin private DropoutOptions dropout = new DropoutOptions();

  @Option(
      names = "--bidirectional",
      description = "Read sequences in both directions; only where the prediction comes at the end")
  private boolean bidirectional;

  @Option(
      names = "--embedding",
      paramLabel = "N",
      description = {
        "Size of the vectors that symbols or categories are embedded in; 0 for one-hot vectors.",
        "Default: 0 for symbols; for a category half of its vocabulary, at most 50"
      })
  private @Nullable Integer embedding;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      defaultValue = "last",
      description = {
        "What a prediction at the end of a sequence is made of: the outputs of the top layer at"
            + " the",
        "last step, their mean or max over steps, or attention with learned scores"
      })
  private String pool = "last";

  @Option(
      names = "--tie",
      description = {
        "Let the head of a text's network multiply by the matrix of the embedding, which needs",
        "--embedding of the size of the top layer"
      })
  private boolean tied;

  /** The cells that are named, in order; empty if none is. */
  public List<String> cells() {
    return List.copyOf(cells);
  }

  /**
   * The one cell of a network.
   *
   * @throws CarouselException if several are named
   */
  public String cell() {
    if (cells.size() > 1) {
      throw CarouselException.usage("--cell is given more than once.")
          .expected("one --cell")
          .found(String.join(" and ", cells))
          .build();
    }
    return PluginRef.parse(cells.isEmpty() ? CELL : cells.get(0)).toString();
  }

  private Pool pool() {
    return Choice.of("--pool", pool, Pool.class);
  }

  /** Whether layers are given one by one, by {@code --stack}. */
  public boolean isStack() {
    return stack != null;
  }

  /** The layers as {@code --stack} names them; empty if it does not. */
  public String stack() {
    return stack == null ? "" : stack;
  }

  /** Refuses what a stack says itself. */
  public void refuseBesideStack(Given given) {
    if (stack != null) {
      given.refuse(
          "--stack names the cell and the units of each layer.",
          List.of("--cell", "--units", "--layers"));
    }
  }

  /**
   * Refuses a cell that does not exist.
   *
   * @throws CarouselException also if one of its options is wrong
   */
  void check(Plugins plugins) {
    if (stack == null) {
      plugins.cell(PluginRef.parse(cell()));
    } else {
      Stack.parse(stack).from(plugins);
    }
  }

  /** The network of these options around one cell, which a stack does not need. */
  public NetworkSpec spec(DataShape data, String cell) {
    NetworkSpec layered =
        stack == null
            ? NetworkSpec.of(data, PluginRef.parse(cell)).units(units).layers(layers)
            : NetworkSpec.of(data, Stack.parse(stack));
    NetworkSpec dropping =
        dropout.applyTo(layered.bidirectional(bidirectional).pool(pool()).tied(tied));
    return embedding == null ? dropping : dropping.embedding(embedding);
  }

  /** Compiles a network, which makes its cell. */
  public static Network compile(Engine engine, NetworkSpec spec, Plugins plugins) {
    return Network.compile(engine, spec.from(plugins));
  }

  /** The options as they would be written, by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (stack == null) {
      settings.put("cell", cell());
    }
    settings.putAll(sizes());
    return settings;
  }

  /** The same without the cell, of which several may be named. */
  Map<String, String> sizes() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (stack == null) {
      settings.put("units", Integer.toString(units));
      settings.put("layers", Integer.toString(layers));
    } else {
      settings.put("stack", Stack.parse(stack).toString());
    }
    settings.putAll(dropout.settings());
    settings.put("bidirectional", Boolean.toString(bidirectional));
    if (pool() != Pool.LAST) { // runs of earlier versions do not name it
      settings.put("pool", OptionSpec.text(pool()));
    }
    if (tied) {
      settings.put("tie", "true");
    }
    if (embedding != null) { // the default of categories depends on the data
      settings.put("embedding", embedding.toString());
    }
    return settings;
  }

  /**
   * The same with what holds for options that are not given.
   *
   * @param shape of the data, on which the usual embeddings depend; null if it is not known
   */
  Map<String, String> complete(@Nullable DataShape shape, Plugins plugins) {
    Map<String, String> settings = settings();
    if (stack == null) {
      PluginRef cell = PluginRef.parse(cell());
      settings.put("cell", plugins.choose(PluginKind.CELL, cell).complete().toString());
    } else {
      settings.put("stack", Stack.parse(stack).from(plugins).complete().toString());
    }
    if (shape != null) {
      NetworkSpec spec = spec(shape, cell());
      settings.put("embedding", spec.embedding() + " " + spec.embeddings());
    }
    return settings;
  }
}
