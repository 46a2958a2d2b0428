package dev.carousel.cli.options;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.measured.Recipe;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.Stack;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** All options that determine a training run: data, network and training. */
public final class RunOptions {
  private static final String OPTIMIZER = "optimizer";

  @Mixin private DataOptions data = new DataOptions();
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private TrainOptions train = new TrainOptions();

  /**
   * Reads settings that a user gave.
   *
   * @throws CommandLine.ParameterException if a value is not of its option's type
   */
  public static RunOptions parse(Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    settings.forEach(
        (name, value) -> {
          for (String one : split(name, value)) {
            arguments.add("--" + name + "=" + one);
          }
        });
    return CommandLine.populateCommand(new RunOptions(), arguments.toArray(new String[0]));
  }

  /** Reads what {@link #settings} and {@link TrainOptions#endSettings} gave. */
  public static RunOptions of(Map<String, String> settings) {
    try {
      return parse(settings);
    } catch (CommandLine.ParameterException e) {
      throw CarouselException.failure("The stored options of the run are damaged.")
          .expected("options of 'carousel train'")
          .found(String.valueOf(e.getMessage()))
          .mend("use another copy of the run's folder, or train again")
          .cause(e)
          .build();
    }
  }

  private static String[] split(String name, String value) {
    return TrainOptions.REPEATED.contains(name) ? value.split(" ") : new String[] {value};
  }

  /**
   * Reads what a model's notes say of its training, and leaves out the other notes.
   *
   * @throws CarouselException if they say nothing
   */
  public static RunOptions ofNotes(Map<String, String> notes) {
    return ifNoted(notes)
        .orElseThrow(
            () ->
                CarouselException.usage("The model does not say what it was trained on.")
                    .expected("data on the command line, such as --text FILE")
                    .build());
  }

  /** The same; empty if they say nothing. */
  public static Optional<RunOptions> ifNoted(Map<String, String> notes) {
    Map<String, String> settings = new LinkedHashMap<>(notes);
    settings.keySet().retainAll(names());
    return settings.isEmpty() ? Optional.empty() : Optional.of(of(settings));
  }

  /**
   * The recipe for the network that these options train; null if its layers differ: a recipe is
   * about one cell.
   */
  public @Nullable Recipe recipe() {
    return model.isStack() ? null : recipe(model.cell());
  }

  /** The recipe for a network of that cell with these options. */
  public Recipe recipe(String cell) {
    return new Recipe(PluginRef.parse(cell), train.optimizer(), train.hooks(), train.bptt());
  }

  /**
   * The recipe of a network that was trained before; null if the notes of its model do not contain
   * it, or its layers differ: a recipe is about one cell.
   */
  public static @Nullable Recipe recipe(String cell, Map<String, String> notes) {
    return isNoted(notes) && !Stack.isText(cell) ? ofNotes(notes).recipe(cell) : null;
  }

  /** Whether the notes of a model say how it was trained. */
  public static boolean isNoted(Map<String, String> notes) {
    return notes.containsKey(OPTIMIZER);
  }

  /** The network of these options around one cell, for data that it is to read. */
  public NetworkSpec spec(Dataset data, String cell, Plugins plugins) {
    return train.loss().in(model.spec(data.shape(), cell), data, plugins);
  }

  /**
   * Refuses a cell or a loss that does not exist, before the data are read, which may take a while.
   */
  public void check(Plugins plugins) {
    model.check(plugins);
    train.loss().check(plugins);
  }

  /** What to read. */
  public DataOptions data() {
    return data;
  }

  /** What the network is made of. */
  public ModelOptions model() {
    return model;
  }

  /** How to train. */
  public TrainOptions train() {
    return train;
  }

  /** What networks of several cells share: {@link #settings} without the cell. */
  public Map<String, String> sharedSettings() {
    Map<String, String> settings = new LinkedHashMap<>(data.settings());
    settings.putAll(model.sizes());
    settings.putAll(train.settings());
    return settings;
  }

  /** The options that decide the bits of the run, as they would be written, by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(data.settings());
    settings.putAll(model.settings());
    settings.putAll(train.settings());
    return settings;
  }

  /**
   * The same with what holds for options that are not given, each written in one way: two runs that
   * are equal have equal ones, however much of it their command lines said.
   *
   * @param codec with which the data was read; null if it is not known, or the data has none
   * @param plugins whose options have defaults too
   * @throws CarouselException if a value is not allowed
   */
  public Map<String, String> complete(@Nullable DataCodec codec, Plugins plugins) {
    DataShape shape = data.shape(codec, plugins);
    Map<String, String> settings = new LinkedHashMap<>(data.complete(codec, plugins));
    settings.putAll(model.complete(shape, plugins));
    settings.putAll(train.complete(shape, plugins));
    return settings;
  }

  /** The names of all options, without dashes. */
  public static Set<String> names() {
    return new CommandLine(new RunOptions())
        .getCommandSpec().optionsMap().keySet().stream()
            .map(name -> name.substring(2))
            .collect(Collectors.toSet());
  }
}
