package dev.carousel.cli.options;

import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.table.TableDataset;
import dev.carousel.error.CarouselException;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.Chosen;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Loss;
import dev.carousel.spi.NumberLoss;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.train.ClassWeights;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What training minimises. */
public final class LossOptions {
  private static final String BALANCED = "balanced";

  /**
   * The loss that takes weights if none is named. Without weights it has the bits of the one that
   * is used for classes if none is named.
   */
  private static final String WEIGHTED = "cross-entropy";

  /** The loss of numbers that has the bits of the one that is used if none is named. */
  private static final String SQUARED = "mse";

  @Option(
      names = "--loss",
      paramLabel = "ID",
      description =
          "Loss: huber:delta=1 ('carousel plugins losses'); by default the log loss of classes and"
              + " the squared error of numbers")
  private @Nullable String loss;

  @Option(
      names = "--weights",
      paramLabel = "balanced|CLASS:WEIGHT,..",
      description =
          "Weights of the classes in the loss: balanced, in inverse proportion to how often they"
              + " occur in training, or by name, as rare:5,common:0.5; the others have weight 1")
  private @Nullable String weights;

  /** The network of these options. */
  NetworkSpec in(NetworkSpec spec, Dataset data, Plugins plugins) {
    if (loss != null && data instanceof TableDataset table) {
      PluginRef named = PluginRef.parse(loss);
      if (plugins.loss(named) instanceof NumberLoss ofNumbers) {
        table.requireFit(named.id(), ofNumbers);
      }
    }
    if (weights == null) {
      return loss == null ? spec : spec.loss(PluginRef.parse(loss));
    }
    PluginRef named = PluginRef.parse(loss == null ? WEIGHTED : loss);
    Chosen<Loss> chosen = plugins.choose(PluginKind.LOSS, named);
    String option = weightsOf(plugins, named);
    return spec.loss(chosen.with(option, values(weights, data)));
  }

  /** The option of a loss that takes the weights. */
  private static String weightsOf(Plugins plugins, PluginRef loss) {
    Optional<OptionSpec> option =
        plugins.get(PluginKind.LOSS, loss.id()).options().stream()
            .filter(spec -> spec.role() == OptionRole.CLASS_WEIGHTS)
            .findFirst();
    if (option.isEmpty() || loss.options().containsKey(option.get().name())) {
      throw CarouselException.usage("--weights does not go with --loss " + loss + ".")
          .expected("a loss that takes weights of classes, such as " + WEIGHTED)
          .found(option.isEmpty() ? "one that takes none" : "one that has weights of its own")
          .mend("leave out one of the two")
          .build();
    }
    return option.get().name();
  }

  private static double[] values(String weights, Dataset data) {
    return weights.equals(BALANCED)
        ? ClassWeights.balanced(data)
        : ClassWeights.named(data, parse(weights));
  }

  private static Map<String, Double> parse(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (String one : text.split(",", -1)) {
      int colon = one.lastIndexOf(':');
      double weight = colon < 1 ? Double.NaN : number(one.substring(colon + 1));
      if (!(weight >= 0 && Double.isFinite(weight))
          || weights.put(one.substring(0, colon), weight) != null) {
        throw CarouselException.usage("--weights is malformed.")
            .expected("balanced, or each class once with a weight of at least 0: rare:5,common:0.5")
            .found("'" + one + "' in --weights " + text)
            .build();
      }
    }
    return weights;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  /** Checks what can be checked before the data are read, which may take a while. */
  public void check(Plugins plugins) {
    if (loss != null) {
      plugins.choose(PluginKind.LOSS, PluginRef.parse(loss)).make();
    }
    if (weights != null && !weights.equals(BALANCED)) {
      parse(weights);
    }
  }

  /** The options as they would be written, by name; only those that are given. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (loss != null) {
      settings.put("loss", PluginRef.parse(loss).toString());
    }
    if (weights != null) {
      settings.put("weights", weights);
    }
    return settings;
  }

  /**
   * The same with what holds for options that are not given.
   *
   * @param shape of the data, on which the usual loss depends; null if it is not known
   */
  Map<String, String> complete(@Nullable DataShape shape, Plugins plugins) {
    Map<String, String> settings = settings();
    String usual = shape == null ? null : shape.symbolsOut() ? WEIGHTED : SQUARED;
    String named = loss == null ? usual : loss;
    if (named != null) {
      PluginRef ref = PluginRef.parse(named);
      settings.put("loss", plugins.choose(PluginKind.LOSS, ref).complete().toString());
    }
    return settings;
  }
}
