package dev.carousel.norms;

/**
 * How much of an error's norm each step of a layer keeps, in the direction of that error. The ratio
 * is {@code r_t = |J_t' e_t| / |e_t|}, with J_t the Jacobian matrix of step t (Pascanu, Mikolov and
 * Bengio, 2013). At 1, the norm is kept.
 *
 * <p>e_t is the gradient of the ordinary loss with respect to the joint state after step t: all
 * states together, each as if it could be moved alone. The total gradient of a state from which the
 * step computes another one (an LSTM's c, for {@code h = o tanh(c)}) contains what comes back
 * through the other state. J_t contains it too, but e_t does not. Hence the product of the ratios
 * of one row is what is left of an error to which nothing is added: {@code |e_0| / |e_n|}.
 *
 * @param layer the group of the layer's parameters: {@code layer0}
 * @param byStep the mean over rows; NaN where no row has an error
 * @param mean over all steps and rows; NaN if there is no error at all
 * @param penalty the mean of {@code (r - 1)^2}; 0 if there is no error at all
 */
public record NormRatios(String layer, double[] byStep, double mean, double penalty) {}
