package dev.carousel.cli.diagnose;

import static java.util.stream.Collectors.joining;

import dev.carousel.cli.text.Numbers;
import dev.carousel.flow.Growth;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.OptionSpec;
import dev.carousel.train.NamedHook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to try when a gradient vanishes or explodes: only plugins and options that are there, and
 * that have not been tried yet.
 */
final class Remedies {
  private static final String FORGET_BIAS = "forget-bias";
  private static final String CHRONO = "chrono";
  private static final String GAIN = "gain";
  private static final String CLIP = "clip-norm:max=1";
  private static final String LSTM = "lstm";
  private static final List<String> GATED = List.of(LSTM, "gru");

  /**
   * Something to try.
   *
   * @param options of the command line
   * @param why what they do
   * @param changes what of them can be trained and measured again, one network each
   */
  record Remedy(String options, String why, List<Change> changes) {
    private static Remedy ofCell(PluginRef cell, String why) {
      return new Remedy("--cell " + cell, why, List.of(new Change(cell, null)));
    }
  }

  private final Plugins plugins;
  private final List<NamedHook> inForce;

  /** For networks of which it is not known how they were trained. */
  Remedies(Plugins plugins) {
    this(plugins, List.of());
  }

  /**
   * For networks that were trained here.
   *
   * @param inForce the hooks that they were trained with, which need not be prescribed
   */
  Remedies(Plugins plugins, List<NamedHook> inForce) {
    this.plugins = plugins;
    this.inForce = List.copyOf(inForce);
  }

  /**
   * What to try, empty where nothing needs to be mended.
   *
   * @param lag over which the gradient should come back
   */
  List<Remedy> of(Run run, Reading reading, int lag) {
    PluginRef cell = PluginRef.parse(run.cell());
    return switch (reading.verdict()) {
      case VANISHING, UNMEASURED -> vanishing(cell, lag);
      case EXPLODING -> exploding(cell, reading);
      case STEADY -> List.of();
    };
  }

  /** What to try against one finding. */
  List<Remedy> of(Run run, Finding finding, int lag) {
    PluginRef cell = PluginRef.parse(run.cell());
    return switch (finding.rule()) {
      case VANISHING, SHORT_TIME_SCALES -> vanishing(cell, lag);
      case EXPLODING -> exploding(cell, Reading.of(run));
      default -> List.of();
    };
  }

  private List<Remedy> vanishing(PluginRef cell, int lag) {
    List<Remedy> lines = new ArrayList<>();
    if (has(cell, FORGET_BIAS)) {
      openForgetGate(cell, lag, lines);
      return lines;
    }
    if (isGated(cell)) {
      PluginRef lstm = PluginRef.parse(LSTM);
      if (has(lstm, CHRONO)) {
        lines.add(chrono(lstm, lag));
      }
      return lines;
    }
    List<String> gated = GATED.stream().filter(this::isKnown).toList();
    if (!gated.isEmpty()) {
      String options = gated.stream().map(id -> "--cell " + id).collect(joining(" or "));
      List<Change> changes =
          gated.stream().map(id -> new Change(PluginRef.parse(id), null)).toList();
      lines.add(new Remedy(options, "gates let the error pass by the matrices", changes));
    }
    if (has(cell, "init") && !value(cell, "init").equals("orthogonal")) {
      lines.add(
          Remedy.ofCell(
              with(cell, "init", "orthogonal"),
              "every singular value of the recurrent matrices starts at the gain"));
    }
    return lines;
  }

  private static boolean isGated(PluginRef cell) {
    return GATED.stream().anyMatch(id -> cell.id().equals(id) || cell.id().startsWith(id + "-"));
  }

  private boolean isKnown(String id) {
    return plugins.list(PluginKind.CELL).stream().anyMatch(known -> known.id().equals(id));
  }

  private static Remedy chrono(PluginRef cell, int lag) {
    return Remedy.ofCell(
        with(cell, CHRONO, Integer.toString(lag)),
        "gates start on time-scales spread up to " + lag + " steps (chrono)");
  }

  /** sigmoid(ln(lag - 1)) = 1 - 1/lag: a gate that keeps about 1/e over that lag. */
  private void openForgetGate(PluginRef cell, int lag, List<Remedy> lines) {
    double bias = Math.round(10 * Math.log(Math.max(2, lag - 1))) / 10.0;
    boolean isChrono = Double.parseDouble(value(cell, CHRONO)) > 0;
    if (!isChrono && Double.parseDouble(value(cell, FORGET_BIAS)) < bias) {
      lines.add(
          Remedy.ofCell(
              with(cell, FORGET_BIAS, Numbers.decimals(bias, 1)),
              "opens the forget gates: 1/e is left along the cell state at lag " + lag));
    }
    if (!isChrono && has(cell, CHRONO)) {
      lines.add(chrono(cell, lag));
    }
    if (lines.isEmpty()) {
      lines.add(
          new Remedy(
              "--untrained", "shows whether it is training that closes the gates", List.of()));
    }
  }

  private List<Remedy> exploding(PluginRef cell, Reading reading) {
    List<Remedy> lines = new ArrayList<>();
    String clip = PluginRef.parse(CLIP).id();
    boolean isClipped =
        inForce.stream().anyMatch(hook -> PluginRef.parse(hook.name()).id().equals(clip));
    boolean isKnown = plugins.list(PluginKind.HOOK).stream().anyMatch(h -> h.id().equals(clip));
    if (isKnown && !isClipped) {
      lines.add(
          new Remedy(
              "--hook " + CLIP,
              "bounds every update; the gradient itself still grows",
              List.of(new Change(cell, PluginRef.parse(CLIP)))));
    }
    if (reading.best() != null && has(cell, GAIN)) {
      lines.add(
          Remedy.ofCell(
              with(cell, GAIN, smallerGain(cell, reading.best().growth())),
              "smaller recurrent matrices to start from"));
    }
    return lines;
  }

  /** One step multiplies by the matrix, so the growth of one step is taken out of it. */
  private String smallerGain(PluginRef cell, Growth growth) {
    double gain = Double.parseDouble(value(cell, GAIN)) * Math.exp(-growth.perStep());
    return Numbers.ratio(gain);
  }

  private boolean has(PluginRef cell, String option) {
    return spec(cell, option).isPresent();
  }

  private Optional<OptionSpec> spec(PluginRef cell, String option) {
    return plugins.list(PluginKind.CELL).stream()
        .filter(known -> known.id().equals(cell.id()))
        .map(Plugin::options)
        .flatMap(List::stream)
        .filter(spec -> spec.name().equals(option))
        .findFirst();
  }

  /** What was given, or the default; 0 for an option that the cell does not have. */
  private String value(PluginRef cell, String option) {
    String given = cell.options().get(option);
    return given != null ? given : spec(cell, option).map(OptionSpec::defaultValue).orElse("0");
  }

  private static PluginRef with(PluginRef cell, String option, String value) {
    Map<String, String> options = new LinkedHashMap<>(cell.options());
    options.put(option, value);
    return new PluginRef(cell.id(), options);
  }
}
