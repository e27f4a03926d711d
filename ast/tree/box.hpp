// A value on the heap: how a syntax node holds another one of a kind that contains itself.
#pragma once

#include <memory>
#include <utility>

namespace dy2stat::ast {

// Owns its value and copies it when it is copied. Empty when made so and after it was moved from; only fields that are
// called Optional… may be empty in a tree.
template <class Value>
class Box {
 public:
  Box() = default;
  Box(Value value) : value_(std::make_unique<Value>(std::move(value))) {}
  Box(const Box& other) : value_(other.value_ ? std::make_unique<Value>(*other.value_) : nullptr) {}
  Box(Box&&) noexcept = default;
  // The new value may be a part of the old one: x = x.left.
  Box& operator=(const Box& other) {
    auto copy = other;
    value_.swap(copy.value_);
    return *this;
  }
  Box& operator=(Box&& other) noexcept {
    auto taken = std::move(other.value_);
    value_.swap(taken);
    return *this;
  }

  explicit operator bool() const { return value_ != nullptr; }
  Value& operator*() { return *value_; }
  const Value& operator*() const { return *value_; }
  Value* operator->() { return value_.get(); }
  const Value* operator->() const { return value_.get(); }
  Value* get() { return value_.get(); }
  const Value* get() const { return value_.get(); }

  friend bool operator==(const Box& a, const Box& b) { return a && b ? *a == *b : !a && !b; }

 private:
  std::unique_ptr<Value> value_;
};

}  // namespace dy2stat::ast
