package dev.carousel.flow.clipping;

import static java.util.stream.Collectors.joining;

import dev.carousel.experiments.statistics.Figures;
import dev.carousel.experiments.statistics.PairedRules;
import java.util.List;
import java.util.Locale;

/** Describes a comparison of clipping methods, with no more certainty than its seeds give. */
record ClipWords(ClipComparison comparison) {

  String summary() {
    if (comparison.least().isEmpty()) {
      return "None ended with a finite loss for every seed.";
    }
    ClipWay least = comparison.least().get();
    if (least.loss() > (1 + PairedRules.MARGIN) * comparison.blank()) {
      return useless(least) + unfinished();
    }
    ClipWay reference = comparison.reference();
    if (comparison.seeds() < PairedRules.FEWEST_SEEDS) {
      return String.format(
          Locale.ROOT,
          "Not judged, %s (%d are needed): the smallest %s loss is that of %s, %s, which may be"
              + " chance.%s",
          comparison.seeds() == 1 ? "one seed" : comparison.seeds() + " seeds",
          PairedRules.FEWEST_SEEDS,
          kind(least),
          name(least),
          loss(least.loss()),
          unfinished());
    }
    return comparison
            .best()
            .map(best -> best(best, reference))
            .orElseGet(() -> none(least, reference))
        + unfinished();
  }

  /** The text if outputs that are all zero would be better than all methods. */
  private String useless(ClipWay least) {
    return String.format(
        Locale.ROOT,
        "None reached a useful loss: the smallest mean %s loss is that of %s, %s, which is %s "
            + "times that of outputs that are all zero, %s.",
        kind(least),
        name(least),
        loss(least.loss()),
        Figures.figure(least.loss() / comparison.blank()),
        loss(comparison.blank()));
  }

  private static String loss(double loss) {
    return Figures.decimals(loss, 4);
  }

  private String best(ClipWay best, ClipWay reference) {
    String against =
        reference.isFinite()
            ? String.format(
                Locale.ROOT,
                " against %s with %s: %s",
                loss(reference.loss()),
                name(reference),
                Figures.change(ClipComparison.difference(reference, best)))
            : "";
    List<ClipWay> close = close(best);
    String alike =
        close.isEmpty()
            ? ""
            : " Not significantly different from it: "
                + close.stream().map(w -> name(w)).collect(joining(", "));
    return String.format(
        Locale.ROOT,
        "%s ended best, with a mean %s loss of %s%s.%s",
        name(best),
        kind(best),
        loss(best.loss()),
        against,
        alike.isEmpty() ? "" : alike + ".");
  }

  /** The others that are not significantly different from one by a paired test. */
  private List<ClipWay> close(ClipWay best) {
    return comparison.ways().stream()
        .filter(way -> !way.equals(best) && way.isFinite())
        .filter(way -> !PairedRules.isSignificant(ClipComparison.difference(best, way).pValue()))
        .toList();
  }

  private String none(ClipWay least, ClipWay reference) {
    String what = name(reference);
    return least.equals(reference)
        ? String.format(
            Locale.ROOT,
            "No clipping method ended with a smaller mean %s loss than %s, %s.",
            kind(least),
            what,
            loss(least.loss()))
        : String.format(
            Locale.ROOT,
            "No clipping method is significantly better than %s with %d seeds. The smallest mean "
                + "%s loss is that of %s, %s: %s.",
            what,
            comparison.seeds(),
            kind(least),
            name(least),
            loss(least.loss()),
            Figures.change(ClipComparison.difference(reference, least)));
  }

  /** Methods without a finite loss for every seed count as the worst. */
  private String unfinished() {
    String named =
        comparison.ways().stream()
            .filter(way -> !way.isFinite())
            .map(
                way ->
                    name(way)
                        + " ("
                        + way.losses().stream().filter(loss -> loss.isInfinite()).count()
                        + " of "
                        + comparison.seeds()
                        + ")")
            .collect(joining(", "));
    return named.isEmpty() ? "" : " Did not end with a finite loss: " + named + ".";
  }

  private static String kind(ClipWay way) {
    return Double.isNaN(way.validLoss()) ? "training" : "validation";
  }

  private static String name(ClipWay way) {
    return way.clipper().equals(ClipWay.NONE) ? "no clipping" : way.clipper();
  }
}
