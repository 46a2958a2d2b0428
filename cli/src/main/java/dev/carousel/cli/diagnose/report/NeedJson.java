package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.diagnose.report.NeedSections.Contexts;
import dev.carousel.cli.diagnose.report.NeedSections.Needed;
import dev.carousel.cli.diagnose.report.NeedSections.Peak;
import dev.carousel.cli.diagnose.report.NeedSections.Rewards;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.ContextPoint;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.DependencePeak;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.measured.Run;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the data rewards and what networks use of it, as the records of their JSON. */
final class NeedJson {
  private NeedJson() {}

  /** What the data itself shows, which is the same for all runs; null if it was not measured. */
  static @Nullable Rewards data(List<Run> runs) {
    Dependence data = runs.isEmpty() ? null : runs.get(0).need().data();
    return data == null
        ? null
        : new Rewards(
            data.rewarded(),
            data.longest(),
            data.places(),
            data.ahead(),
            IntStream.rangeClosed(1, data.longest()).toArray(),
            data.information(),
            data.threshold(),
            data.suffixes(),
            data.peaks().stream().map(NeedJson::peak).toList());
  }

  private static Peak peak(DependencePeak peak) {
    return new Peak(
        peak.lag(),
        peak.context(),
        peak.input(),
        peak.other() < 0 ? null : peak.other(),
        peak.explained());
  }

  static Needed need(Need need) {
    Dependence data = need.data();
    ContextCurve network = need.network();
    return new Needed(
        need.context(),
        data == null ? null : data.rewarded(),
        network == null || need.lacksSkill() ? null : network.rewarded(),
        need.lag(),
        need.isMeasured(),
        need.isMet());
  }

  /** How the loss falls with the context; null where that was not measured. */
  static @Nullable Contexts contexts(@Nullable ContextCurve curve) {
    return curve == null
        ? null
        : new Contexts(
            curve.places(),
            curve.points().stream().mapToInt(ContextPoint::context).toArray(),
            row(curve, ContextPoint::loss),
            row(curve, ContextPoint::standardError),
            row(curve, ContextPoint::excess),
            row(curve, ContextPoint::excessError),
            curve.best(),
            curve.rewarded());
  }

  private static double[] row(ContextCurve curve, ToDoubleFunction<ContextPoint> figure) {
    return curve.points().stream().mapToDouble(figure).toArray();
  }
}
