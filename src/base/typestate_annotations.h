#pragma once

// Clang's typestate analysis under names that collide with nothing. -Wconsumed, an error in all of
// our code, follows the local variables and parameters of a consumable class through a function:
// a method that is callable in one state is not called in another. A state is `unconsumed` (may be
// used), `consumed` (was used, or moved from) or `unknown` (handed to somebody by reference, or
// different on two ways to the same place). What lies in members and containers is not followed:
// such classes check themselves at run time as well.

/// Objects of the class start in the state `state`.
#define SK_CONSUMABLE(state) __attribute__((consumable(state)))

/// The method may be called only in these states, given as strings.
#define SK_CALLABLE_WHEN(...) __attribute__((callable_when(__VA_ARGS__)))

/// The method leaves its object in that state.
#define SK_SET_TYPESTATE(state) __attribute__((set_typestate(state)))

/// The method, which returns bool, is true exactly if its object is in that state.
#define SK_TEST_TYPESTATE(state) __attribute__((test_typestate(state)))

/// The parameter must be in that state when the function is called.
#define SK_PARAMETER_TYPESTATE(state) __attribute__((param_typestate(state)))

/// What the function or constructor returns, or the parameter it is written behind, is in that
/// state when the function returns.
#define SK_RETURN_TYPESTATE(state) __attribute__((return_typestate(state)))
