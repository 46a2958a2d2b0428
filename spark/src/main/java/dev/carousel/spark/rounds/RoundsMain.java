package dev.carousel.spark.rounds;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.model.Network;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Optimizer;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Evaluation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Trains on a text in rounds, for {@code spark-submit}: words of the form name=value, all of which
 * have defaults but {@code text}. docs/spark.md has an example.
 */
public final class RoundsMain {
  private static final String TEXT = "text";

  private RoundsMain() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf())) {
      run(context, words(arguments), out);
    } catch (CarouselException fault) {
      out.println(fault.getMessage());
      System.exit(1);
    }
  }

  private static Map<String, String> defaults() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(TEXT, "");
    words.put("valid", "0.1");
    words.put("cell", "lstm");
    words.put("units", "128");
    words.put("optimizer", "adamw:lr=0.002");
    words.put("outer", "sgd:lr=0.7,momentum=0.9,nesterov=true");
    words.put("hook", "clip-norm:max=1");
    words.put("batch", "32");
    words.put("bptt", "64");
    words.put("seed", "1");
    words.put("tasks", "4");
    words.put("updates", "100");
    words.put("rounds", "10");
    words.put("folder", "");
    return words;
  }

  /**
   * Reads the words of a command line.
   *
   * @throws CarouselException if one is unknown, or the text is missing
   */
  static Map<String, String> words(String... arguments) {
    Map<String, String> words = defaults();
    for (String argument : arguments) {
      int at = argument.indexOf('=');
      String name = at < 0 ? argument : argument.substring(0, at);
      if (at < 0 || !words.containsKey(name)) {
        throw CarouselException.usage("The word '" + argument + "' is unknown.")
            .expected("name=value, with one of " + String.join(", ", words.keySet()))
            .mend(NearestWord.hint(name, words.keySet()))
            .build();
      }
      words.put(name, argument.substring(at + 1));
    }
    if (String.valueOf(words.get(TEXT)).isEmpty()) {
      throw CarouselException.usage("There is no text to train on.")
          .expected("text=FILE, a path that every machine has")
          .build();
    }
    return words;
  }

  private static void run(JavaSparkContext context, Map<String, String> words, PrintStream out) {
    TextTraining setup =
        new TextTraining(
            String.valueOf(words.get(TEXT)),
            share(words, "valid"),
            String.valueOf(words.get("cell")),
            number(words, "units"),
            String.valueOf(words.get("optimizer")),
            String.valueOf(words.get("hook")),
            number(words, "batch"),
            number(words, "bptt"),
            number(words, "seed"));
    RoundsPlan plan =
        new RoundsPlan(number(words, "tasks"), number(words, "updates"), number(words, "rounds"));
    PluginRef ref = PluginRef.parse(String.valueOf(words.get("outer")));
    Optimizer outer = Plugins.of(PluginDiscovery.onClassPath()).optimizer(ref);
    String folder = String.valueOf(words.get("folder"));
    try (Engine engine = Engines.fused(1)) {
      Network network = setup.network(engine);
      NamedTensors initial = network.initialParameters(setup.seed());
      Estimate.measure(context, setup, initial, plan.tasks())
          .sentences(plan.updates())
          .forEach(out::println);
      NamedTensors trained =
          Rounds.run(
              context,
              setup,
              initial,
              plan,
              outer,
              folder.isEmpty() ? null : Path.of(folder),
              (round, parameters) -> tell(setup, network, round, parameters, out));
      out.println("parameters SHA-256 " + Parcel.of(trained).sha256());
    }
  }

  private static void tell(
      TextTraining setup, Network network, Round round, NamedTensors parameters, PrintStream out) {
    double valid = Evaluation.of(network.bind(parameters), setup.data().validation()).mean();
    out.printf(
        "round %d   train %.4f   valid %.4f   %.1f s   %.1f MB%n",
        round.number(), round.trainLoss(), valid, round.seconds(), round.bytesMoved() / 1e6);
  }

  static double share(Map<String, String> words, String name) {
    String text = String.valueOf(words.get(name));
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw malformed(name, "a number, such as 0.1", text);
    }
  }

  static int number(Map<String, String> words, String name) {
    String text = String.valueOf(words.get(name));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw malformed(name, "a whole number", text);
    }
  }

  private static CarouselException malformed(String name, String expected, String found) {
    return CarouselException.usage("'" + name + "' is malformed.")
        .expected(expected)
        .found("'" + found + "'")
        .build();
  }
}
