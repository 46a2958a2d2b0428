package dev.carousel.cli.evaluate;

import dev.carousel.cli.options.ChangedData;
import dev.carousel.cli.options.DataOptions;
import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.TableOptions;
import dev.carousel.data.DataCodec;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.arrays.ArraysCodec;
import dev.carousel.data.table.TableCodec;
import dev.carousel.data.tasks.TaskCodec;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The data on which a model is evaluated.
 *
 * @param data of which a part is read
 * @param which the part, as the user knows it
 * @param part what is read
 */
public record EvaluatedData(Dataset data, Which which, Part part) {
  /** Which part of the data. */
  public enum Which {
    ALL,
    VALID,
    TRAIN,
    TEST;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Opens the named data, or otherwise that of the training.
   *
   * @param given the options on the command line
   * @param which null for all of the named data, or for the validation part of the training
   * @param changed what to do if the data of the training has changed
   * @throws CarouselException if the data cannot be read or is not what the model reads
   */
  public static EvaluatedData open(
      SavedModel model,
      DataOptions named,
      Given given,
      @Nullable Which which,
      ChangedData changed,
      Plugins plugins) {
    refuseRoles(named, which);
    named.check();
    if (named.isReadingGiven()) {
      throw CarouselException.usage(
              "--tokens, --vocabulary and --min-count are fixed by the model.")
          .expected("none of these options")
          .mend("leave them out")
          .build();
    }
    Which wanted = which != null ? which : named.isGiven() ? Which.ALL : Which.VALID;
    DataOptions options = options(model, named, given, wanted);
    options.check();
    requireKind(model.codec(), options);
    boolean isOther = named.isGiven() && wanted == Which.ALL;
    if (isOther) {
      changed.requireIdle("other data: " + named.place());
    } else if (options.isTask()) {
      changed.requireIdle("a task, which generates the same data every time");
    } else if (!named.isGiven()) {
      options.requireStillThere(" --part " + wanted);
    }
    Dataset data =
        wanted == Which.ALL ? whole(model, options, plugins) : split(model, options, plugins);
    if (!isOther) {
      requireSame(model, data, options, changed);
    }
    Part part =
        switch (wanted) {
          case TRAIN -> data.training();
          case TEST -> data.test();
          default -> data.validation();
        };
    if (part.symbols() == 0) {
      throw CarouselException.failure("The part '" + wanted + "' of the data is empty.")
          .where(data.description())
          .mend("--part all, or other data")
          .build();
    }
    return new EvaluatedData(data, wanted, part);
  }

  /** About how many steps a network makes on it; those of a task are not known beforehand. */
  long steps() {
    if (data.codec() instanceof TableCodec table) {
      return table.steps(part.symbols());
    }
    return data.codec() instanceof Vocabulary ? part.symbols() : EngineSettings.UNKNOWN;
  }

  /** What to read: a part of named data is split as training split it. */
  private static DataOptions options(
      SavedModel model, DataOptions named, Given given, Which wanted) {
    if (!named.isGiven()) {
      return RunOptions.ofNotes(model.notes()).data();
    }
    return wanted == Which.ALL
        ? named
        : RunOptions.ifNoted(model.notes())
            .map(recorded -> named.orRecorded(recorded.data(), given))
            .orElse(named);
  }

  /** Refuses roles, which the model has, and splits of data that is not split. */
  private static void refuseRoles(DataOptions named, @Nullable Which which) {
    List<String> roles = new ArrayList<>(named.table().names());
    List<String> splits = new ArrayList<>(TableOptions.SPLIT);
    splits.retainAll(roles);
    roles.removeAll(splits);
    if (!roles.isEmpty()) {
      throw CarouselException.usage(
              String.join(", ", roles)
                  + (roles.size() == 1 ? " is" : " are")
                  + " fixed by the model.")
          .expected("none of these options")
          .mend("leave them out")
          .build();
    }
    boolean isSplit = named.isTable() && which != null && which != Which.ALL;
    if (!splits.isEmpty() && !isSplit) {
      String all = String.join(", ", splits);
      throw CarouselException.usage(
              all
                  + (splits.size() == 1 ? " applies" : " apply")
                  + " only to a part of a table that you name.")
          .expected("--csv FILE --part valid, test or train with it")
          .mend("leave out " + all)
          .build();
    }
  }

  private static void requireKind(DataCodec codec, DataOptions options) {
    String found = options.isTable() ? "table" : options.isTask() ? "task" : "text";
    if (codec instanceof ArraysCodec) {
      throw CarouselException.usage("The model was trained on arrays of a Java program.")
          .expected("a model of a text, a table or a task")
          .found("arrays")
          .mend("evaluate it in Java: Evaluation.scores")
          .build();
    }
    String expected =
        codec instanceof TableCodec ? "table" : codec instanceof TaskCodec ? "task" : "text";
    if (!found.equals(expected)) {
      throw CarouselException.usage("The model was trained on another kind of data.")
          .expected("a " + expected + ": --" + (expected.equals("table") ? "csv" : expected))
          .found("a " + found)
          .build();
    }
  }

  /** All of the data as one part. */
  private static Dataset whole(SavedModel model, DataOptions options, Plugins plugins) {
    if (model.codec() instanceof Vocabulary vocabulary) {
      return options.text(vocabulary).withVocabulary(vocabulary);
    }
    if (model.codec() instanceof TableCodec codec) {
      return options.whole(codec, plugins);
    }
    Dataset task = options.open(plugins);
    if (!task.shape().equals(model.network().data())) {
      throw CarouselException.usage("The task does not fit the model.")
          .expected(model.network().data())
          .found(task.shape())
          .build();
    }
    return task;
  }

  /** The data of the training, split and read as it was then. */
  private static Dataset split(SavedModel model, DataOptions options, Plugins plugins) {
    return options.open(plugins, model.codec());
  }

  private static void requireSame(
      SavedModel model, Dataset data, DataOptions options, ChangedData changed) {
    changed.check(ChangedData.noted(model.notes()).orElse(null), data, options);
    if (!data.codec().equals(model.codec())) {
      throw CarouselException.failure("This is not the data that the model was trained on.")
          .expected("the same data, since --part asks for a part of it")
          .found(data.description())
          .mend("--part all, with the data named")
          .build();
    }
  }
}
