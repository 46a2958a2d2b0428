package dev.carousel.flow.measured;

import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.ContextMeter;
import dev.carousel.flow.context.ContextSettings;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.DependenceMeter;
import dev.carousel.flow.context.DependenceSettings;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.diagnosis.Evidence;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.lab.Laboratory;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that is ready to be measured.
 *
 * @param network the network
 * @param parameters its parameters
 * @param updates that they were trained for; 0 for none, {@link Run#UNKNOWN} if that is not known
 * @param validLoss their mean loss on the validation part; NaN if it is not known
 * @param recipe what they were trained with; null if they were not, or that is not known
 * @param watch what was seen while it trained; null if nobody watched
 * @param bptt how many steps an error travelled back in training; 0 if that is not known
 */
public record Subject(
    Network network,
    NamedTensors parameters,
    long updates,
    double validLoss,
    @Nullable Recipe recipe,
    @Nullable WatchReport watch,
    int bptt) {

  /** What networks are measured on while they are trained, and after. */
  public static Part part(Dataset data) {
    return data.validation().symbols() > 0 ? data.validation() : data.training();
  }

  /** How far back an error travels if a part is read in such chunks; 0 if none is cut. */
  public static int truncation(Part part, int bptt) {
    boolean isCut = bptt > 0 && part.epoch(1, bptt, 1, 0).chunk(0).steps() <= bptt;
    return isCut ? bptt : 0;
  }

  /**
   * What the data rewards whatever network reads it: measured on what there is to train on, which
   * is more, or else on the part that networks are measured on.
   */
  public static Optional<Dependence> dependence(Dataset data, Part part, LagChoice lag) {
    Part largest = data.training().symbols() > 0 ? data.training() : part;
    return DependenceMeter.measure(
        largest, DependenceSettings.ofLongest(lag.wanted(), data.codec(), lag.settings().seed()));
  }

  /**
   * Measures it; of a network that was trained, and not to what is not finite, also how much of the
   * past it uses.
   *
   * @param data what the data rewards; empty if that could not be measured
   */
  public Run measure(Part part, LagChoice lag, FlowMeter meter, Optional<Dependence> data) {
    boolean isOfUse = updates != 0 && validLoss != Double.POSITIVE_INFINITY;
    Optional<ContextCurve> uses =
        !isOfUse
            ? Optional.empty()
            : ContextMeter.measure(
                network,
                parameters,
                part,
                ContextSettings.ofLongest(lag.wanted(), lag.settings().seed()));
    return measure(part, lag, meter, Need.of(data, uses, lag.settings().lag()));
  }

  /** Measures it, where it is known how much of the past is needed. */
  public Run measure(Part part, LagChoice lag, FlowMeter meter, Need need) {
    LabReport report = Laboratory.measure(network, parameters, part, lag.settings(), meter);
    ClipReport clipping = watch == null ? null : watch.clipping();
    return new Run(
        network.spec().cell(),
        parameters.elements(),
        updates,
        validLoss,
        report,
        recipe,
        watch,
        Findings.of(new Evidence(report, clipping, bptt, need)),
        need,
        bptt);
  }
}
