package dev.carousel.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carousel.engine.CellDropout;
import dev.carousel.error.Shares;

/**
 * Kinds of dropout beside the one between layers ({@link NetworkSpec#dropout(double)}). All act in
 * training alone; what is dropped follows from the seed of the run, the update, the layer, the row
 * and, where steps differ, the step.
 *
 * <pre>{@code
 * spec.dropout(0.4).dropouts(DropoutKinds.NONE.variational(true).input(0.2).weights(0.5))
 * }</pre>
 *
 * @param input the share of elements of what the first recurrent layer reads that is dropped: of
 *     numbers and embeddings, or whole symbols that are not embedded
 * @param variational whether input dropout and dropout between layers drop the same elements at all
 *     steps of a row's chunk, and candidate dropout too (Gal and Ghahramani, 2016)
 * @param recurrent the share of each state that the recurrent matrices read as zero, the same at
 *     all steps of a row's chunk (Gal and Ghahramani, 2016)
 * @param candidate the share of what a step proposes for its state that is dropped, so that what a
 *     state already holds is never lost (Semeniuta, Severyn and Barth, 2016). The cell must say
 *     which vector that is
 * @param zoneout the share of each state that keeps the value of the step before (Krueger and
 *     others, 2017). Outside training each state is the mean: {@code z s + (1 - z) s'}
 * @param weights the share of the elements of recurrent matrices that an update does without
 *     (DropConnect; Merity, Keskar and Socher, 2017)
 */
public record DropoutKinds(
    @JsonProperty("input") double input,
    @JsonProperty("variational") boolean variational,
    @JsonProperty("recurrent") double recurrent,
    @JsonProperty("candidate") double candidate,
    @JsonProperty("zoneout") double zoneout,
    @JsonProperty("weights") double weights) {
  /** None of them. */
  public static final DropoutKinds NONE = new DropoutKinds(0, false, 0, 0, 0, 0);

  /**
   * Checks the shares.
   *
   * @throws dev.carousel.error.CarouselException if one is less than 0, or 1 or more
   */
  public DropoutKinds {
    Shares.require("input dropout", input);
    Shares.require("recurrent dropout", recurrent);
    Shares.require("candidate dropout", candidate);
    Shares.require("zoneout", zoneout);
    Shares.require("weight dropout", weights);
  }

  /** The same with another share of the input. */
  public DropoutKinds input(double share) {
    return new DropoutKinds(share, variational, recurrent, candidate, zoneout, weights);
  }

  /** The same with one mask for all steps, or one for each step. */
  public DropoutKinds variational(boolean isVariational) {
    return new DropoutKinds(input, isVariational, recurrent, candidate, zoneout, weights);
  }

  /** The same with another share of states. */
  public DropoutKinds recurrent(double share) {
    return new DropoutKinds(input, variational, share, candidate, zoneout, weights);
  }

  /** The same with another share of candidates. */
  public DropoutKinds candidate(double share) {
    return new DropoutKinds(input, variational, recurrent, share, zoneout, weights);
  }

  /** The same with another share of states that stay. */
  public DropoutKinds zoneout(double share) {
    return new DropoutKinds(input, variational, recurrent, candidate, share, weights);
  }

  /** The same with another share of recurrent weights. */
  public DropoutKinds weights(double share) {
    return new DropoutKinds(input, variational, recurrent, candidate, zoneout, share);
  }

  /** Whether nothing is dropped, and masks would be drawn for each step. */
  @JsonIgnore
  public boolean isNone() {
    return equals(NONE);
  }

  /** Those that act within a cell. */
  CellDropout within() {
    return new CellDropout(recurrent, candidate, zoneout);
  }
}
