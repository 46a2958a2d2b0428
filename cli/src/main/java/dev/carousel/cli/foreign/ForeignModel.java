package dev.carousel.cli.foreign;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataIdentity;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Targets.Moment;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.error.CarouselException;
import dev.carousel.interop.ForeignNetwork;
import dev.carousel.interop.Imported;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model of another framework's network: with the codec of its data, which its file does not
 * hold.
 */
public final class ForeignModel {
  private final Imported imported;
  private final @Nullable Path symbols;
  private final DataOptions options;
  private final Plugins plugins;

  /**
   * A network and the options that say what it reads.
   *
   * @param symbols in the network's order; null if no file is named
   */
  private ForeignModel(
      Imported imported, @Nullable Path symbols, DataOptions options, Plugins plugins) {
    this.imported = imported;
    this.symbols = symbols;
    this.options = options;
    this.plugins = plugins;
  }

  /**
   * A model, and all of the data that is named as its validation part.
   *
   * @param saved the model
   * @param data where it is measured
   */
  public record Measured(SavedModel saved, Dataset data) {}

  /** The model with the data on which it is to be measured. */
  public static Measured measured(
      Imported imported,
      ForeignOptions foreign,
      DataOptions options,
      Given given,
      Plugins plugins) {
    ForeignModel model = new ForeignModel(imported, foreign.symbols(), options, plugins);
    options.check();
    model.refuseIdle(given);
    if (!options.isGiven()) {
      throw CarouselException.usage("The file holds a network, but not the data that it reads.")
          .expected("data to measure it on")
          .mend("name it: --text FILE, or --csv FILE --target COLUMN")
          .build();
    }
    if (model.isText()) {
      Text text = options.text();
      TextDataset data = text.withVocabulary(model.vocabulary(text));
      return new Measured(imported.model(data.codec(), data.shape(), Map.of()), data);
    }
    Dataset data = options.open(plugins);
    Dataset whole = data.codec() instanceof TableCodec codec ? options.whole(codec, plugins) : data;
    return new Measured(imported.model(data.codec(), data.shape(), Map.of()), whole);
  }

  /** The model for a run folder: of data that is named, of symbols, or of arrays. */
  static SavedModel saved(
      Imported imported,
      ForeignOptions foreign,
      DataOptions options,
      @Nullable DataShape arrays,
      Given given,
      Plugins plugins) {
    ForeignModel model = new ForeignModel(imported, foreign.symbols(), options, plugins);
    options.check();
    model.refuseIdle(given);
    if (!options.isGiven()) {
      given.refuse("there is no data to be divided.", List.of("--valid"));
      return model.withoutData(arrays);
    }
    if (options.isTask()) {
      given.refuse("a task generates its own validation set.", List.of("--valid"));
    }
    return model.ofData();
  }

  private void refuseIdle(Given given) {
    if (!isText() && symbols != null) {
      given.refuse("only a text has symbols.", List.of("--symbols"));
    }
    if (options.isReadingGiven()) {
      throw CarouselException.usage(
              "--tokens, --vocabulary and --min-count are not for a network of a file.")
          .expected("--symbols FILE, with the characters that it reads")
          .mend("leave them out")
          .build();
    }
  }

  private SavedModel ofData() {
    Dataset data = options.open(plugins, isText() ? vocabulary(options.text()) : null);
    Map<String, String> notes = new LinkedHashMap<>(options.settings());
    notes.put(DataIdentity.NOTE, data.identity().brief().toJson());
    return imported.model(data.codec(), data.shape(), notes);
  }

  private boolean isText() {
    return !options.isTask() && !options.isTable();
  }

  private SavedModel withoutData(@Nullable DataShape arrays) {
    String written = imported.attributes().get(SavedModel.DATA_KEY);
    if (symbols != null) {
      return of(SymbolFile.read(symbols));
    }
    if (written != null && arrays == null) {
      DataCodec codec = DataCodec.fromJson(written);
      if (codec.shape().isPresent()) {
        return of(codec);
      }
    }
    DataShape shape = arrays == null ? usualShape() : arrays;
    return imported.model(new ArraysCodec(shape), shape, Map.of());
  }

  private SavedModel of(DataCodec codec) {
    return imported.model(codec, codec.shape().orElseThrow(), Map.of());
  }

  /**
   * What the file tells; else symbols that are predicted among as many are taken for the next ones,
   * and numbers for numbers at each step; {@code --predicts} says otherwise.
   */
  private DataShape usualShape() {
    ForeignNetwork network = imported.network();
    if (network.usual().isPresent()) {
      return network.usual().get();
    }
    boolean isSymbols = network.embedding() > 0;
    boolean isNext = isSymbols && network.inputs() == network.outputs();
    return new DataShape(
        isSymbols,
        network.inputs(),
        isSymbols,
        network.outputs(),
        isSymbols && !isNext ? Moment.END : Moment.EVERY_STEP);
  }

  private Vocabulary vocabulary(Text text) {
    if (symbols != null) {
      return SymbolFile.read(symbols);
    }
    Vocabulary sorted = text.sorted();
    ForeignNetwork network = imported.network();
    if (sorted.size() != network.inputs() || sorted.size() != network.outputs()) {
      throw CarouselException.usage("The text and the network have different symbols.")
          .expected(
              Words.count(network.inputs(), "symbol")
                  + ", and "
                  + (network.outputs() == 1 ? "1 class" : network.outputs() + " classes")
                  + ", as the network has them")
          .found("a text of " + sorted.size() + " different characters")
          .where(text.name())
          .mend(
              isOfNumbers(network)
                  ? "name numbers, if the network reads those: --csv FILE --target COLUMN"
                  : "name the symbols of the network in its order: --symbols FILE")
          .build();
    }
    return sorted;
  }

  /** Whether a text cannot be what it reads: each symbol is read, and is predicted. */
  private static boolean isOfNumbers(ForeignNetwork network) {
    boolean canBeText = network.inputs() > 1 && network.inputs() == network.outputs();
    return network.embedding() == 0 && !canBeText;
  }
}
