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
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.diagnosis.Findings;
import dev.carousel.flow.diagnosis.UselessNetwork;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.lab.Laboratory;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.ConstantPrediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network that is ready to be measured.
 *
 * @param network the network
 * @param parameters its parameters
 * @param updates of their training; 0 for none, {@link Run#UNKNOWN} if unknown
 * @param validLoss their mean loss on the validation part; NaN if it is unknown
 * @param recipe the settings of their training; null if they were not trained, or if unknown
 * @param watch the record of the training; null if it was not watched
 * @param bptt the number of steps that errors flowed back in training; 0 if unknown
 */
public record Subject(
    Network network,
    NamedTensors parameters,
    long updates,
    double validLoss,
    @Nullable Recipe recipe,
    @Nullable WatchReport watch,
    int bptt) {

  /** The part on which networks are measured, during and after training. */
  public static Part part(Dataset data) {
    return data.validation().symbols() > 0 ? data.validation() : data.training();
  }

  /**
   * The number of steps that errors flow back if a part is read in such chunks; 0 if none is cut.
   */
  public static int truncation(Part part, int bptt) {
    boolean isCut = bptt > 0 && part.epoch(1, bptt, 1, 0).chunk(0).steps() <= bptt;
    return isCut ? bptt : 0;
  }

  /**
   * The dependence in the data, for any network: measured on the training part, which is larger, or
   * otherwise on the part on which networks are measured.
   */
  public static Optional<Dependence> dependence(Dataset data, Part part, LagChoice lag) {
    Part largest = data.training().symbols() > 0 ? data.training() : part;
    return DependenceMeter.measure(
        largest,
        DependenceSettings.ofLongest(lag.longestContext(), data.codec(), lag.settings().seed()));
  }

  /**
   * Measures the network; if it was trained to finite weights, also how much context it uses.
   *
   * @param data the dependence in the data; empty if it could not be measured
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
                ContextSettings.ofLongest(lag.longestContext(), lag.settings().seed()));
    double constant = uses.isEmpty() ? Double.NaN : ConstantPrediction.loss(part, network.loss());
    return measure(part, lag, meter, Need.of(data, uses, constant, lag.settings().lag()));
  }

  /** Measures the network with a known need. */
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
        findings(part, new Evidence(report, clipping, bptt, need)),
        need,
        bptt);
  }

  private List<Finding> findings(Part part, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    ContextCurve curve = evidence.need().network();
    if (updates == Run.UNKNOWN && curve != null) {
      double constant = ConstantPrediction.loss(part, network.loss());
      UselessNetwork.finding(curve.leastLoss(), constant).ifPresent(findings::add);
    }
    findings.addAll(Findings.of(evidence));
    return findings;
  }
}
