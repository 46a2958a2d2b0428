package dev.carousel.norms;

/**
 * How much of an error's norm each step of a layer keeps, in the direction of that error: {@code
 * r_t = |J_t' e_t| / |e_t|}, with J_t the Jacobian matrix of step t (Pascanu, Mikolov and Bengio,
 * 2013). 1 keeps it.
 *
 * <p>e_t is the gradient of the ordinary loss with respect to the joint state after step t: all
 * states together, each as if it could be moved alone. The total gradient of a state from which the
 * step computes another one (an LSTM's c, for {@code h = o tanh(c)}) contains what comes back
 * through that other one; J_t does so too, and e_t does not. Hence the product of the ratios of one
 * row is what becomes of an error that nothing is added to: {@code |e_0| / |e_n|}.
 *
 * @param layer the group of the layer's parameters: {@code layer0}
 * @param byStep the mean over rows; NaN where no row has an error
 * @param mean over all steps and rows; NaN if there is no error at all
 * @param penalty the mean of {@code (r - 1)^2}; 0 if there is no error at all
 */
public record NormRatios(String layer, double[] byStep, double mean, double penalty) {}
