package dev.carousel.flow.dynamics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of a layer's states along real data.
 *
 * @param name the group of its parameters: {@code layer0}
 * @param lyapunov the exponents; null if the sequences are too short
 * @param jacobians the singular values over several numbers of steps; empty if the state has more
 *     than {@link Dynamics#LARGEST_SPECTRUM} elements
 * @param timeScales of each state that has a path without matrix products
 * @param gates of each gate that the cell observes
 * @param states of each state
 */
public record LayerDynamics(
    String name,
    @Nullable Lyapunov lyapunov,
    List<JacobianSpectrum> jacobians,
    List<TimeScales> timeScales,
    List<GateUse> gates,
    List<StateUse> states) {}
